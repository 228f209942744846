import { expect, test, vi } from "vitest";
import { axeFaults } from "./support/axe-faults.ts";
import { describeStories } from "./support/describe-stories.ts";
import { faultsInAllLooks } from "./support/faults-in-all-looks.ts";
import type { Stage } from "./support/stage.ts";

/** So many in an hour that the source needs attention. */
const REFUSED = 12;

describeStories("the overview", (stage) => {
  test("leads to the first source where there is none, and a viewer to an admin", async () => {
    await using shown = await stage.visit();
    const { page } = shown;
    await page.goto("/console/");
    await page.getByText("Let the first webhook in").waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await shown.picture("overview-first-start");
    await page.getByRole("button", { name: "Set up a source" }).click();
    await page.waitForURL("**/console/sources/new");
    expect(shown.faults).toEqual([]);

    await using viewed = await stage.visit({ as: "viewer" });
    await viewed.page.goto("/console/overview");
    await viewed.page.getByText("ask an admin").waitFor();
    expect(await viewed.page.getByRole("button", { name: "Set up a source" }).count()).toBe(0);
  });

  test("shows the numbers without a fault, light and dark, at a desk and on a phone", async () => {
    await makeBusy(stage);
    await using shown = await stage.visit();
    const { page } = shown;
    await page.goto("/console/overview?range=1h");
    await page.getByText(`${REFUSED} requests refused in the last hour`).waitFor();
    await shown.untilLoaded();
    expect(await faultsInAllLooks(shown, "overview-busy")).toEqual([]);
    expect(shown.faults).toEqual([]);
  });

  test("keeps range and source in the URL, and leads to what mends a trouble, by keyboard alone", async () => {
    await makeBusy(stage);
    await using shown = await stage.visit({ as: "viewer" });
    const { page } = shown;
    await page.goto("/console/overview");
    await page.getByRole("radio", { name: "24 h" }).focus();
    await page.keyboard.press("ArrowRight");
    await page.waitForURL(/range=7d/);
    await page.getByRole("img", { name: /^Received per .* h, times in UTC/ }).waitFor();
    await page.keyboard.press("f");
    await page.locator("input:focus").waitFor();
    await page.keyboard.type("schedule");
    await page.keyboard.press("Enter");
    await page.waitForURL(/source=schedule/);
    expect(page.url()).toContain("range=7d");
    await page.goBack();
    await page.waitForURL((url) => !url.search.includes("source"));
    const mend = page.getByRole("link", { name: "Explain (nabla)" });
    await mend.focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/console\/quarantine\?source=nabla/);
    expect(shown.faults).toEqual([]);
  });
});

/** Once: there are so many refused requests then, and no more. */
async function makeBusy({ gateway, traffic }: Stage): Promise<void> {
  const { totals } = await gateway.client.call("getOverview");
  if (totals.refused > 0) return;
  const { sendNotes, sendSchedule, sendTampered } = await traffic();
  await sendNotes(30);
  await sendSchedule(8);
  for (let index = 0; index < REFUSED; index += 1) await sendTampered();
  // Counts reach the store a few seconds after what they count.
  await vi.waitFor(
    async () => expect((await gateway.client.call("getOverview")).totals.refused).toBe(REFUSED),
    { timeout: 60_000, interval: 200 },
  );
}
