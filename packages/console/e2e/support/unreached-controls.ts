import type { Page } from "playwright-core";

/** What a mouse could press or fill in. */
const CONTROLS =
  'a[href], button, input, select, textarea, summary, [tabindex="0"], [role="button"], [role="link"], [role="switch"]';

/** So many presses between two looks at what is left. */
const PRESSES = 8;
/** A list draws further rows as the focus goes down: more presses than there were controls at first. */
const MAX_PRESSES_PER_CONTROL = 2;

declare global {
  /** Kept in the page between two looks at it. */
  var tabWalk: { readonly controls: readonly Element[]; readonly reached: Set<Element> } | undefined;
}

/**
 * Presses Tab around the whole page.
 *
 * @returns the controls in view that never had the focus, and those that did not show it; none on a good page.
 */
export async function unreachedControls(page: Page): Promise<readonly string[]> {
  const count = await page.evaluate(beginTabWalk, CONTROLS);
  for (let pressed = 0; pressed < count * MAX_PRESSES_PER_CONTROL + PRESSES; pressed += PRESSES) {
    if ((await page.evaluate(leftOfTabWalk)).length === 0) break;
    for (let press = 0; press < PRESSES; press += 1) await page.keyboard.press("Tab");
  }
  const left = await page.evaluate(leftOfTabWalk);
  // A field that has the focus would take the next shortcut for text.
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  return left;
}

/** Runs in the page. */
function beginTabWalk(selector: string): number {
  const isDialogOpen = document.querySelector("dialog[open]");
  const controls = [...(isDialogOpen ?? document).querySelectorAll(selector)].filter(
    (control) =>
      control.checkVisibility({ visibilityProperty: true }) &&
      !control.matches(":disabled, [inert], [inert] *") &&
      // Of several radio buttons Tab reaches the one that is chosen; arrows walk them.
      !(control instanceof HTMLInputElement && control.type === "radio" && !control.checked),
  );
  const reached = new Set<Element>();
  globalThis.tabWalk = { controls, reached };
  document.addEventListener("focusin", ({ target }) => {
    if (target instanceof Element) reached.add(target);
  });
  return controls.length;
}

/** Runs in the page. */
function leftOfTabWalk(): readonly string[] {
  const { controls = [], reached = new Set() } = globalThis.tabWalk ?? {};
  return controls
    .filter((control) => control.isConnected && !reached.has(control))
    .map((control) => control.outerHTML.slice(0, 200));
}
