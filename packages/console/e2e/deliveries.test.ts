import { beforeAll, expect, test, vi } from "vitest";
import { axeFaults } from "./support/axe-faults.ts";
import { describeStories } from "./support/describe-stories.ts";
import { tabTo } from "./support/tab-to.ts";

/** Far beyond what deliveries take on a busy machine. */
const WAIT = { timeout: 60_000, interval: 100 } as const;

describeStories("deliveries", (stage) => {
  /** To the receiver that answers 503 to everything: waiting for its next try. */
  let failing: string;

  beforeAll(async () => {
    const traffic = await stage.traffic();
    await traffic.sendNotes(3);
    await traffic.sendSchedule(2);
    await vi.waitUntil(async () => {
      const { items } = await stage.gateway.client.call("listDeliveries", { query: { endpoint: "billing" } });
      failing = items[0]?.id ?? "";
      return items.filter(({ attempts, state }) => state === "pending" && attempts === 2).length === 2;
    }, WAIT);
  });

  test("lead by keyboard alone from the list to one, through its parts, and to its cancelling", async () => {
    await using shown = await stage.visit({ as: "operator" });
    const { page } = shown;
    await page.goto("/console/deliveries?endpoint=billing");
    await page
      .getByRole("link", { name: /^Open appointment.moved to billing/ })
      .first()
      .waitFor({ state: "attached" });
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/console\/deliveries\/dlv_/);
    await page.getByRole("list", { name: "Attempts over time" }).getByText("http_status").first().waitFor();
    await page.keyboard.press("]");
    await page.waitForURL(/tab=request/);
    await page.getByText("countersign-attempt").waitFor();
    await page.getByText("a signature made at the try, with").first().waitFor();
    await page.keyboard.press("?");
    await page.getByText("Cancel (this delivery)").waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("c");
    const dialog = page.getByRole("dialog", { name: /^Cancel: delivery to billing/ });
    await dialog.getByText("It will not be sent. The event stays").waitFor();
    await tabTo(page, page.getByRole("dialog").getByRole("button", { name: "Cancel" }));
    await page.keyboard.press("Enter");
    await page.getByText("It will not be sent.", { exact: true }).waitFor();
    const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";
    const { state } = await stage.gateway.client.call("getDelivery", { params: { delivery: id } });
    expect(state).toBe("cancelled");
    const retry = page.getByRole("button", { name: "Retry now" });
    await retry.focus();
    await page.getByRole("tooltip", { name: /Only a dead letter or a pending delivery/ }).waitFor();
    expect(shown.faults).toEqual([]);
  });

  test("show what the receiver answered to whoever says why, and hide it again", async () => {
    await using shown = await stage.visit({ as: "clinical" });
    const { page } = shown;
    await page.goto(`/console/deliveries/${failing}?tab=answers`);
    await page.getByText("Try 1: status 503").waitFor();
    await page.getByRole("button", { name: "Reveal…" }).click();
    await page.getByLabel("Reason").fill("Ticket 4711: billing says nothing came");
    await page.getByRole("button", { name: "Reveal for 5 minutes" }).click();
    await page.getByText("noted").first().waitFor();
    await page.getByRole("button", { name: "Hide now" }).click();
    await page.getByText("noted").first().waitFor({ state: "detached" });
    expect(shown.faults).toEqual([]);
  });

  test("that are dead letters are chosen, counted and retried as one job", async () => {
    await stage.gateway.client.call("createEndpoint", {
      body: {
        name: "strict",
        url: `${stage.gateway.url}/nothing-here`,
        scheme: "standard-webhooks",
        secrets: [`whsec_${Buffer.from("what the strict one verifies!...").toString("base64")}`],
        sources: ["schedule"],
        retryScheduleMs: [],
      },
    });
    await (await stage.traffic()).sendSchedule(5);
    await vi.waitFor(async () => {
      const query = { endpoint: "strict", state: "failed" } as const;
      expect((await stage.gateway.client.call("listDeliveries", { query })).items).toHaveLength(5);
    }, WAIT);
    await using shown = await stage.visit({ as: "operator" });
    const { page } = shown;
    await page.goto("/console/deliveries");
    await page.getByLabel("State").selectOption("failed");
    await page.waitForURL(/state=failed/);
    await page.getByText("5 deliveries").waitFor();
    await page
      .getByRole("checkbox", { name: /^Choose appointment.moved to strict/ })
      .first()
      .check();
    await page.getByRole("button", { name: "Retry…" }).click();
    await page.getByText("1 dead letter of the chosen event to strict will be pending again").waitFor();
    await page.getByRole("button", { name: "Retry nothing" }).click();
    await page.getByRole("button", { name: "Retry all dead letters…" }).click();
    await page.getByText("5 dead letters like the filters will be pending again").waitFor();
    await page.getByLabel("Reason").fill("The receiver is back");
    await shown.picture("deliveries-retry");
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole("button", { name: "Retry", exact: true }).click();
    await page.getByRole("link", { name: "See how far it is" }).click();
    await page.waitForURL(/\/console\/replays\/rpl_/);
    await page.getByText("5 of 5 (100 %)").waitFor();
    expect(shown.faults).toEqual([]);
  });

  test("are only looked at by a viewer", async () => {
    await using shown = await stage.visit({ as: "viewer" });
    const { page } = shown;
    await page.goto(`/console/deliveries/${failing}`);
    await page.getByRole("button", { name: "Retry now" }).waitFor();
    for (const name of ["Retry now", "Release", "Skip", "Cancel"]) {
      const button = page.getByRole("button", { name, exact: true });
      expect(await button.getAttribute("aria-description")).toContain("you are viewer");
      await button.click({ force: true });
    }
    await page.keyboard.press("r");
    expect(await page.getByRole("dialog").count()).toBe(0);
    expect(shown.faults).toEqual([]);
  });
});
