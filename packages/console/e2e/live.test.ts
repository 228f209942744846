import { beforeAll, expect, test } from "vitest";
import { axeFaults } from "./support/axe-faults.ts";
import { describeStories } from "./support/describe-stories.ts";
import { faultsInAllLooks } from "./support/faults-in-all-looks.ts";
import type { RealTraffic } from "./support/real-traffic.ts";

describeStories("live", (stage) => {
  let traffic: RealTraffic;

  beforeAll(async () => {
    traffic = await stage.traffic();
  });

  test("shows what comes without a fault, light and dark, at a desk and on a phone", async () => {
    await using shown = await stage.visit();
    const { page } = shown;
    const streaming = page.waitForResponse("**/api/v1/stream");
    await page.goto("/console/live");
    await streaming;
    await page.getByText("Listening").waitFor();
    const found = [...(await faultsInAllLooks(shown, "live-empty"))];
    // More than are drawn beyond what is in view: a list that began empty must learn how much that is.
    await traffic.sendNotes(14);
    await page.getByRole("row").nth(14).waitFor();
    await traffic.sendTampered();
    await traffic.sendSchedule(2);
    await page.getByRole("cell", { name: "refused" }).first().waitFor();
    await page.getByRole("cell", { name: "delivered" }).first().waitFor();
    found.push(...(await faultsInAllLooks(shown, "live")));
    expect(found).toEqual([]);
    expect(shown.faults).toEqual([]);
  });

  test("holds still while somebody reads, counts what waits, filters and opens by keyboard alone", async () => {
    await using shown = await stage.visit({ as: "viewer" });
    const { page } = shown;
    const streaming = page.waitForResponse("**/api/v1/stream");
    await page.goto("/console/live?show=accepted");
    await streaming;
    await traffic.sendNotes(2);
    const rows = page.getByRole("link", { name: /^Open generate_note_async.succeeded, nabla/ });
    await rows.nth(1).waitFor({ state: "attached" });
    await page.keyboard.press("p");
    await page.getByText("paused", { exact: true }).waitFor();
    await traffic.sendNotes(3);
    await page.getByRole("button", { name: /^Go on \(\d+ wait\)$/ }).waitFor();
    expect(await rows.count()).toBe(2);
    await page.keyboard.press("p");
    await rows.nth(4).waitFor({ state: "attached" });

    await page.keyboard.press("f");
    await page.locator("select:focus").waitFor();
    await page.keyboard.press("Tab");
    await page.locator("input:focus").waitFor();
    await page.keyboard.type("schedule");
    await page.keyboard.press("Enter");
    await page.waitForURL(/who=schedule/);
    await page.getByText("Nothing like that happened yet").waitFor();
    await traffic.sendSchedule(1);
    await page.keyboard.press("Escape");
    await page
      .getByRole("link", { name: /^Open appointment.moved, schedule/ })
      .first()
      .waitFor({ state: "attached" });
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/console\/events\/evt_/);
    expect(shown.faults).toEqual([]);
  });

  test("says plainly that it was cut off, and follows again as soon as it can", async () => {
    await using shown = await stage.visit();
    const { page } = shown;
    await page.route("**/api/v1/stream", async (route) => await route.abort());
    await page.goto("/console/live");
    await page.getByText("Cut off from the gateway.").waitFor();
    await page.getByText("cut off", { exact: true }).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await shown.picture("live-cut-off");
    const streaming = page.waitForResponse("**/api/v1/stream");
    await page.unroute("**/api/v1/stream");
    await streaming;
    await page.getByText("following", { exact: true }).waitFor();
    await page.getByText("Cut off from the gateway.").waitFor({ state: "detached" });
    await traffic.sendNotes(1);
    await page.getByText("generate_note_async.succeeded").first().waitFor();
    expect(shown.faults).toEqual([]);
  });
});
