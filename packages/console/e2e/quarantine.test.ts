import { beforeAll, expect, test, vi } from "vitest";
import { axeFaults } from "./support/axe-faults.ts";
import { describeStories } from "./support/describe-stories.ts";
import { PATIENT_NAME } from "./support/real-traffic.ts";

/** Far longer than a request takes from its answer into the quarantine. */
const KEEPING = { timeout: 30_000, interval: 100 };

describeStories("refused requests", (stage) => {
  beforeAll(async () => {
    const traffic = await stage.traffic();
    await traffic.sendTampered();
    await traffic.sendTampered();
  });

  const firstPath = async (): Promise<string> => {
    // What was refused is kept after it was answered.
    const first = await vi.waitUntil(
      async () => (await stage.gateway.client.call("listQuarantine")).items[0],
      KEEPING,
    );
    return `/console/quarantine/${first.id}`;
  };

  test("are found, explained and reported by the keyboard alone", async () => {
    await using shown = await stage.visit({ as: "operator" });
    const { page } = shown;
    await page.goto("/console/quarantine");
    await page.getByRole("table", { name: "Refused requests" }).getByText("no_match").first().waitFor();
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await page.getByText(/signatures? tried in \d+ ms/).waitFor();
    await page.getByText("refused: no_match").first().waitFor();
    await page.getByRole("button", { name: "Report…" }).focus();
    await page.keyboard.press("Enter");
    const report = page.getByLabel("report", { exact: true });
    await report.waitFor();
    const text = (await report.textContent()) ?? "";
    expect(text).toContain("Refused    no_match");
    expect(text).not.toContain(PATIENT_NAME);
    await shown.picture("quarantined-report");
    expect(await axeFaults(page)).toEqual([]);
    await page.keyboard.press("Escape");
    expect(await page.getByRole("dialog").count()).toBe(0);
    expect(shown.faults).toEqual([]);
  });

  test("show no content to a viewer, who cannot release, discard or explain", async () => {
    await using shown = await stage.visit({ as: "viewer" });
    const { page } = shown;
    const path = await firstPath();
    await page.goto(path);
    await page.getByText("The cause is not shown to your role").waitFor();
    await page.getByRole("button", { name: "Discard…" }).click({ force: true });
    await page.getByRole("button", { name: "Verify again, release…" }).click({ force: true });
    expect(await page.getByRole("dialog").count()).toBe(0);
    await page.goto(`${path}?tab=payload`);
    await page.getByRole("group", { name: "Shape of the payload" }).waitFor();
    expect(await page.content()).not.toContain(PATIENT_NAME);
  });

  test("are verified again in bulk, and discarded only once that is typed", async () => {
    await using shown = await stage.visit({ as: "operator" });
    const { page } = shown;
    await page.goto("/console/quarantine?source=nabla");
    await page.getByRole("button", { name: "Verify all like these again…" }).click();
    await page.getByText("0 of 2 would pass now.").waitFor();
    await shown.picture("quarantine-release");
    expect(await page.getByRole("button", { name: "Release 0" }).isDisabled()).toBe(true);
    await page.keyboard.press("Escape");

    await page.getByRole("table", { name: "Refused requests" }).waitFor();
    await page.keyboard.press("j");
    await page.keyboard.press("x");
    await page.getByRole("button", { name: "Discard…" }).click();
    const discard = page.getByRole("button", { name: "Discard", exact: true });
    expect(await discard.isDisabled()).toBe(true);
    await page.getByLabel(/This cannot be undone/).fill("discard 1");
    await shown.picture("quarantine-discard");
    await discard.click();
    await page.getByText("Deleted 1 refused request.").waitFor();
    const { items } = await stage.gateway.client.call("listQuarantine");
    expect(items).toHaveLength(1);

    await page.getByRole("button", { name: "Discard all like these…" }).click();
    await page.getByText("Deletes 1 refused request with content.").waitFor();
    await page.getByLabel(/This cannot be undone/).fill("discard 1");
    await discard.click();
    await page.getByText("No refused request is like that").waitFor();
    expect((await stage.gateway.client.call("listQuarantine")).items).toEqual([]);
    expect(shown.faults).toEqual([]);
  });
});
