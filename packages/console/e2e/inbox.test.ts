import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { axeFaults } from "./support/axe-faults.ts";
import { describeStories } from "./support/describe-stories.ts";
import { PATIENT_NAME } from "./support/real-traffic.ts";

/** Five pages of the API. */
const EVENTS = 1000;

describeStories("the inbox", (stage) => {
  beforeAll(async () => {
    const traffic = await stage.traffic();
    await traffic.sendSchedule(EVENTS);
    await traffic.sendNotes(3);
  });

  test("works by keyboard alone", async () => {
    await using shown = await stage.visit();
    const { page } = shown;
    await page.goto("/console/inbox");
    const rows = page.getByRole("row");
    await rows.nth(3).waitFor();

    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.keyboard.press("x");
    await page.keyboard.press("k");
    await page.keyboard.press("x");
    await page.getByText("2 chosen").waitFor();
    await shown.picture("inbox-chosen");

    await page.keyboard.press("Enter");
    await page.waitForURL(/events\/evt_/);
    await page.getByRole("link", { name: "Payload" }).waitFor();
    await page.keyboard.press("]");
    await page.waitForURL(/tab=verification/);

    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
    await shown.picture("shortcuts");
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });

    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "A screen, or an id" }).waitFor();
    await page.keyboard.type("repl");
    await shown.picture("palette");
    await page.keyboard.press("Enter");
    await page.waitForURL(/console\/replays$/);

    const { items } = await stage.gateway.client.call("listEvents", { query: { source: "nabla" } });
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "A screen, or an id" }).waitFor();
    await page.keyboard.insertText(items[0]?.id ?? "");
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/events/${items[0]?.id}`);

    const answer = await fetch(`${stage.gateway.url}/api/v1/nothing`);
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "A screen, or an id" }).waitFor();
    await page.keyboard.insertText(answer.headers.get("x-request-id") ?? "");
    await page.getByText("This names one answer of the API.").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });

    await page.keyboard.press("g");
    await page.keyboard.press("i");
    await page.waitForURL(/console\/inbox$/);
    expect(shown.faults).toEqual([]);
  });

  test("keeps its filters in the URL, where a link, a reload and Back find them", async () => {
    await using shown = await stage.visit();
    const { page } = shown;
    await page.goto("/console/inbox");
    await page.getByRole("row").nth(3).waitFor();
    await page.keyboard.press("f");
    await page.keyboard.type("nabla");
    await page.keyboard.press("Enter");
    await page.waitForURL(/source=nabla/);
    await page.getByText("3 events").waitFor();

    await page.reload();
    await page.getByText("3 events").waitFor();
    await page.getByLabel("Received").selectOption("6h");
    await page.waitForURL(/since=6h/);
    await page.goBack();
    await page.waitForURL((url) => !url.search.includes("since"));
    await page.getByLabel("Marked").selectOption("conflict");
    await page.getByText("No event is like that").waitFor();
    expect(shown.faults).toEqual([]);
  });

  test("keeps filters under a name in this browser, and hands rows over as a file without payloads", async () => {
    await using shown = await stage.visit({ as: "viewer" });
    const { page } = shown;
    await page.goto("/console/inbox?source=nabla");
    await page.getByText("3 events").waitFor();
    await page.getByRole("button", { name: "Save view…" }).click();
    await page.getByRole("dialog").getByLabel("Name").fill("Notes only");
    await page.keyboard.press("Enter");
    const view = page.getByLabel("View");
    await view.waitFor();
    await page.getByRole("button", { name: "Clear" }).click();
    await page.waitForURL(/console\/inbox$/);
    await page.reload();
    await view.selectOption("Notes only");
    await page.waitForURL(/source=nabla/);
    await page.getByText("3 events").waitFor();
    await shown.picture("inbox-view");
    expect(await axeFaults(page)).toEqual([]);

    const read = async (press: () => Promise<void>): Promise<string> => {
      const [download] = await Promise.all([page.waitForEvent("download"), press()]);
      return readFileSync(await download.path(), "utf8");
    };
    await page.getByRole("button", { name: "Export…" }).click();
    await shown.picture("inbox-export");
    const all = await read(
      async () => await page.getByRole("button", { name: "Export", exact: true }).click(),
    );
    expect(all.trimEnd().split("\r\n")).toHaveLength(1 + 3);
    await page.keyboard.press("j");
    await page.keyboard.press("x");
    await page.getByRole("button", { name: "Export chosen…" }).click();
    await page.getByLabel("Format").selectOption("ndjson");
    const one = await read(
      async () => await page.getByRole("button", { name: "Export", exact: true }).click(),
    );
    const { items } = await stage.gateway.client.call("listEvents", { query: { source: "nabla", limit: 1 } });
    expect(JSON.parse(one)).toEqual(items[0]);
    expect(all + one).not.toContain(PATIENT_NAME);

    await page.getByRole("button", { name: "Forget view" }).click();
    await view.waitFor({ state: "detached" });
    expect(shown.faults).toEqual([]);
  });

  test("draws only what is in view of a long list, and asks for more ahead of the eye", async () => {
    await using shown = await stage.visit();
    const { page } = shown;
    await page.goto("/console/inbox");
    const table = page.getByRole("table", { name: "Events" });
    await table.getByRole("row").nth(3).waitFor();
    let drawn = 0;
    await expect
      .poll(
        async () => {
          await table.evaluate((element) => element.scrollTo({ top: element.scrollHeight }));
          drawn = Math.max(drawn, await table.getByRole("row").count());
          return await table.getAttribute("aria-rowcount");
        },
        { timeout: 60_000 },
      )
      .toBe(String(EVENTS + 3 + 1));
    await expect
      .poll(async () => {
        // The last page has come after the last scroll.
        await table.evaluate((element) => element.scrollTo({ top: element.scrollHeight }));
        return await table.getByRole("row").last().getAttribute("aria-rowindex");
      })
      .toBe(String(EVENTS + 3 + 1));
    expect(drawn).toBeLessThan(80);
    expect(shown.faults).toEqual([]);
  });

  test("follows what arrives while it is live", async () => {
    await using shown = await stage.visit();
    const { page } = shown;
    await page.goto("/console/inbox?source=api");
    await page.getByText("No event is like that").waitFor();
    await page.getByRole("switch").check({ force: true });
    await page.getByText("Live: following").waitFor();
    await stage.gateway.client.call("sendEvent", {
      body: { type: "note.signed", data: { about: "nobody" } },
    });
    await page.getByText("note.signed").waitFor();
    expect(shown.faults).toEqual([]);
  });

  test("says what is wrong when the gateway does not answer, and goes on when it does", async () => {
    await using shown = await stage.visit();
    const { page } = shown;
    await page.goto("/console/replays");
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.getByRole("link", { name: "Inbox", exact: true }).focus();
    await page.route("**/api/v1/events?*", (route) => route.abort());
    await page.keyboard.press("Enter");
    const alert = page.getByRole("alert");
    await alert.getByText("unreachable").waitFor();
    await shown.picture("inbox-unreachable");
    await page.unrouteAll();
    await alert.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("row").nth(3).waitFor();
    expect(await alert.count()).toBe(0);
  });
});
