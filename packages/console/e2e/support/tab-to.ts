import type { Locator, Page } from "playwright-core";

/** More stops than come before the content of any screen: the navigation alone has fifteen. */
const MAX_STOPS = 40;

/** Presses Tab until the focus is there, as a person without a mouse does. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let stop = 0; stop < MAX_STOPS; stop += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error("the Tab key does not come there");
}
