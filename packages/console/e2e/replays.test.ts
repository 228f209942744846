import type { Locator, Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import type { ConsoleGateway } from "./support/console-gateway.ts";
import { describeStories } from "./support/describe-stories.ts";
import { lookAt } from "./support/look-at.ts";
import { TWO_LOOKS } from "./support/looks.ts";
import { tabTo } from "./support/tab-to.ts";

/** So many that a replay at one a second goes on for longer than anybody looks at it. */
const EVENTS = 60;

describeStories("replays", (stage) => {
  let slow: string;

  beforeAll(async () => {
    const traffic = await stage.traffic();
    await traffic.sendNotes(EVENTS);
    slow = await beginSlowReplay(stage.gateway);
  });

  test.each(TWO_LOOKS)("are shown without a fault in $colorScheme at $width width", async (look) => {
    await using shown = await stage.visit(look);
    const screens = {
      replays: "/console/replays",
      replay: `/console/replays/${slow}`,
      "replay-deliveries": `/console/replays/${slow}?tab=deliveries`,
      "replay-new": "/console/replays?new=on&source=nabla&since=1h",
    };
    expect(await lookAt(shown, screens)).toEqual([]);
  });

  test("are filtered, counted, started, and watched to their end", async () => {
    await using shown = await stage.visit({ as: "operator" });
    const { page } = shown;
    await page.goto("/console/replays");
    await page.getByRole("button", { name: "New replay…" }).click();
    const dialog = page.getByRole("dialog", { name: "New replay" });
    await dialog.getByLabel("Type").fill("nothing.*");
    await dialog.getByLabel("Type").press("Enter");
    await dialog.getByText("Nothing would be sent").waitFor();
    await dialog.getByRole("button", { name: "Clear" }).click();
    await dialog.getByLabel("Source").fill("nabla");
    await dialog.getByLabel("Source").press("Enter");
    await page.waitForURL(/source=nabla/);
    await dialog.getByText(/deliveries would be made in about .* Nothing is sent yet/).waitFor();
    await dialog.getByLabel("To", { exact: true }).selectOption("ehr");
    await dialog.getByLabel("Deliveries per second").fill("1000");
    expect(await dialog.getByRole("button", { name: "Start the replay" }).isDisabled()).toBe(true);
    await dialog.getByLabel("Reason").fill("The receiver lost its day");
    await dialog.getByRole("button", { name: "Start the replay" }).click();
    await page.waitForURL(/\/console\/replays\/rpl_/);
    await state(page).getByText("done").waitFor();
    await page.getByText(`${EVENTS} of ${EVENTS} (100 %)`).waitFor();
    await page.getByRole("link", { name: "See them all" }).click();
    await page.waitForURL(/\/console\/deliveries\?replay=rpl_/);
    await page.getByText(`${EVENTS} deliveries`).waitFor();
    expect(shown.faults).toEqual([]);
  });

  test("say under which conditions a payload goes out as it was received", async () => {
    await using shown = await stage.visit({ as: "operator" });
    const { page } = shown;
    await page.goto("/console/replays?new=on&source=nabla");
    await page.getByLabel("Signature").selectOption("as_received");
    await page.getByText("only from one source to one endpoint of the same scheme").waitFor();
    // Nabla's signature is none that this endpoint's scheme has: the gateway says so, and the button stays shut.
    await page.getByRole("alert").waitFor();
    expect(await page.getByRole("button", { name: "Start the replay" }).isDisabled()).toBe(true);
    expect(shown.faults).toEqual([]);
  });

  test("are paused, go on and are stopped by keyboard alone", async () => {
    await using shown = await stage.visit({ as: "operator" });
    const { page } = shown;
    const newest = await beginSlowReplay(stage.gateway);
    await page.goto("/console/replays");
    await page.getByRole("link", { name: `Open replay ${newest}` }).waitFor({ state: "attached" });
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/console/replays/${newest}`);
    await state(page).getByText("running").waitFor();
    await page.keyboard.press("p");
    await state(page).getByText("paused").waitFor();
    await page.keyboard.press("u");
    await state(page).getByText("running").waitFor();
    await page.keyboard.press("s");
    await page.getByRole("dialog", { name: "Stop this replay" }).waitFor();
    await tabTo(page, page.getByRole("dialog").getByRole("button", { name: "Stop" }));
    await page.keyboard.press("Enter");
    await state(page).getByText("stopped").waitFor();
    expect(await page.getByRole("button", { name: "Resume" }).getAttribute("aria-description")).toBe(
      "Only a paused replay can go on.",
    );
    expect(shown.faults).toEqual([]);
  });

  test("are only looked at by a viewer, by a link to a new one too", async () => {
    await using shown = await stage.visit({ as: "viewer" });
    const { page } = shown;
    await page.goto("/console/replays?new=on");
    const button = page.getByRole("button", { name: "New replay…" });
    expect(await button.getAttribute("aria-description")).toContain("you are viewer");
    expect(await page.getByRole("dialog").count()).toBe(0);
    expect(shown.faults).toEqual([]);
  });
});

/** The badge of the replay that is open: on the way to it the list is there, with one badge for each. */
function state(page: Page): Locator {
  return page.getByRole("group", { name: "State of this replay" });
}

async function beginSlowReplay({ client }: ConsoleGateway): Promise<string> {
  const asked = { what: "resend", filter: { source: "nabla" }, reason: "for the story" } as const;
  return (await client.call("createReplay", { body: { ...asked, ratePerSecond: 1 } })).id;
}
