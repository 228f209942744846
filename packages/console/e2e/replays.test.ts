import type { Locator, Page } from "playwright-core";
import { beforeAll, expect, test, vi } from "vitest";
import type { ConsoleGateway } from "./support/console-gateway.ts";
import { describeStories } from "./support/describe-stories.ts";
import { tabTo } from "./support/tab-to.ts";

/** So many that a replay at one a second goes on for longer than anybody looks at it. */
const EVENTS = 60;

describeStories("replays", (stage) => {
  beforeAll(async () => await (await stage.traffic()).sendNotes(EVENTS));

  test("are filtered, counted, started, and watched to their end", async () => {
    await untilDelivered(stage.gateway);
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
    await dialog.getByText(`${EVENTS} deliveries would be made in about`).waitFor();
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

/** What is on its way to an endpoint already is not sent there once more: the story counts on every one. */
async function untilDelivered({ client }: ConsoleGateway): Promise<void> {
  const query = { endpoint: "ehr", state: "delivered", limit: 200 } as const;
  await vi.waitFor(
    async () => expect((await client.call("listDeliveries", { query })).items).toHaveLength(EVENTS),
    { timeout: 60_000, interval: 100 },
  );
}

async function beginSlowReplay({ client }: ConsoleGateway): Promise<string> {
  const asked = { what: "resend", filter: { source: "nabla" }, reason: "for the story" } as const;
  return (await client.call("createReplay", { body: { ...asked, ratePerSecond: 1 } })).id;
}
