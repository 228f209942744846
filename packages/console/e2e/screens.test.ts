import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { describeStories } from "./support/describe-stories.ts";
import { fillGateway } from "./support/fill-gateway.ts";
import { faultsInAllLooks } from "./support/faults-in-all-looks.ts";
import { entranceRoutes, screenStories } from "./support/screen-stories.ts";
import type { ScreenStory } from "./support/screen-stories.ts";
import { tabTo } from "./support/tab-to.ts";
import { unreachedControls } from "./support/unreached-controls.ts";
import type { Visit } from "./support/visit.ts";

describeStories("every screen", (stage) => {
  beforeAll(async () => await fillGateway(stage));

  test.each(Object.entries(screenStories))(
    "%s is reached and walked by keyboard alone, and shown without a fault",
    async (route, { steps, states = {} }) => {
      await using shown = await stage.visit();
      const { page } = shown;
      await page.goto("/console/overview");
      await shown.untilLoaded();
      for (const step of steps) {
        await take(page, step);
        await shown.untilLoaded();
      }
      await page.waitForURL(({ pathname }) => patternOf(route).test(pathname));
      const name = route.replace("/console/", "").replaceAll("/", "-").replaceAll("$", "");
      const found: string[] = [];
      const parts = await page
        .getByRole("navigation", { name: /^Parts of/ })
        .getByRole("link")
        .count();
      for (let part = 0; part < Math.max(parts, 1); part += 1) {
        const tab = new URL(page.url()).searchParams.get("tab");
        found.push(...(await faultsOf(shown, tab === null ? name : `${name}-${tab}`)));
        if (parts === 0) break;
        await page.keyboard.press("]");
        await page.waitForURL(({ searchParams }) => searchParams.get("tab") !== tab);
        await shown.untilLoaded();
      }
      const { pathname } = new URL(page.url());
      for (const [state, query] of Object.entries(states)) {
        await page.goto(`${pathname}${query}`);
        await page.getByRole("heading", { level: 1 }).waitFor();
        await shown.untilLoaded();
        found.push(...(await faultsOf(shown, `${name}-${state}`)));
      }
      expect([...found, ...shown.faults]).toEqual([]);
    },
  );

  test.each(entranceRoutes)("%s is walked by keyboard alone, and shown without a fault", async (route) => {
    await using shown = await stage.visit({ as: "nobody" });
    await shown.page.goto(route);
    await shown.page.getByRole("heading", { level: 1 }).waitFor();
    await shown.untilLoaded();
    expect([...(await faultsOf(shown, route.split("/").at(-1) ?? "")), ...shown.faults]).toEqual([]);
  });

  test("are all of the routes that show something", async () => {
    await using shown = await stage.visit({ as: "nobody" });
    await shown.page.goto("/console/sign-in");
    await shown.page.getByRole("heading", { level: 1 }).waitFor();
    const routes = await shown.page.evaluate(routesOfRouter);
    expect([...Object.keys(screenStories), ...entranceRoutes].toSorted()).toEqual(routes.toSorted());
  });

  test("a control that Tab does not reach would be found", async () => {
    await using shown = await stage.visit({ as: "nobody" });
    const { page } = shown;
    await page.goto("/console/sign-in");
    await page.getByRole("button").first().waitFor();
    await page.evaluate(() => document.querySelector("button")?.setAttribute("tabindex", "-1"));
    expect(await unreachedControls(page)).toHaveLength(1);
  });
});

/** By axe in every look, then by keyboard. */
async function faultsOf(shown: Visit, name: string): Promise<readonly string[]> {
  const faults = await faultsInAllLooks(shown, name);
  const unreached = await unreachedControls(shown.page);
  return [...faults, ...unreached.map((control) => `${name}: Tab does not come to ${control}`)];
}

async function take(page: Page, step: ScreenStory["steps"][number]): Promise<void> {
  if (typeof step === "string") {
    for (const key of step.split(" ")) await page.keyboard.press(key);
    return;
  }
  await tabTo(
    page,
    page.getByRole("button", { name: step.press }).or(page.getByRole("link", { name: step.press })),
  );
  await page.keyboard.press("Enter");
}

/** `/console/events/$event` as what matches a path; `new` and the like are never an id. */
function patternOf(route: string): RegExp {
  return new RegExp(`^${route.replaceAll(/\$\w+/g, "[^/]+")}$`);
}

interface KnownRoute {
  readonly children?: unknown;
  readonly options: { readonly component?: unknown };
}

/** Runs in the page: the paths of its router that have a screen of their own. */
function routesOfRouter(): readonly string[] {
  // The router leaves itself there for its developer tools.
  const { __TSR_ROUTER__: router } = globalThis as unknown as {
    readonly __TSR_ROUTER__: { readonly routesByPath: Readonly<Record<string, KnownRoute>> };
  };
  return Object.entries(router.routesByPath)
    .filter(([, { children, options }]) => children === undefined && options.component !== undefined)
    .map(([path]) => path);
}
