import { beforeAll, expect, test } from "vitest";
import { axeFaults } from "./support/axe-faults.ts";
import { describeStories } from "./support/describe-stories.ts";
import { lookAt } from "./support/look-at.ts";
import { TWO_LOOKS } from "./support/looks.ts";
import { PATIENT_NAME } from "./support/real-traffic.ts";
import { untilLoaded } from "./support/until-loaded.ts";

const TABS = ["deliveries", "verification", "payload", "headers"] as const;

describeStories("an event", (stage) => {
  let path: string;

  beforeAll(async () => {
    const traffic = await stage.traffic();
    await traffic.sendNotes(1);
    const { items } = await stage.gateway.client.call("listEvents");
    path = `/console/events/${items[0]?.id ?? ""}`;
  });

  test.each(TWO_LOOKS)("shows its parts without a fault in $colorScheme at $width width", async (look) => {
    await using shown = await stage.visit({ as: "clinical", ...look });
    const screens = TABS.map((tab) => [`event-${tab}`, `${path}?tab=${tab}`] as const);
    expect(await lookAt(shown, Object.fromEntries(screens))).toEqual([]);
  });

  test("hides the payload until somebody of the role clinical gives a reason, and again when told", async () => {
    await using shown = await stage.visit({ as: "clinical" });
    const { page } = shown;
    await page.goto(`${path}?tab=payload`);
    await page.getByRole("group", { name: "Shape of the payload" }).waitFor();
    expect(await page.content()).not.toContain(PATIENT_NAME);

    await page.getByRole("button", { name: "Reveal…" }).click();
    await page.getByLabel("Reason").fill("Ticket 4711: a visit is missing");
    await page.getByRole("button", { name: "Reveal for 5 minutes" }).click();
    await page.getByText(PATIENT_NAME).waitFor();
    await page.getByText("ends with LF · final byte 0x0A").waitFor();
    await page.locator("label", { hasText: "raw" }).click();
    await page.getByTitle("zero width space").waitFor();
    await shown.picture("event-raw");
    await page.locator("label", { hasText: "hex" }).click();
    await page.getByText("00000000", { exact: true }).waitFor();
    await shown.picture("event-hex");

    await page.getByRole("button", { name: "Hide now" }).click();
    await page.getByRole("group", { name: "Shape of the payload" }).waitFor();
    expect(await page.content()).not.toContain(PATIENT_NAME);
    expect(shown.faults).toEqual([]);
  });

  test("never brings a byte of the payload to a viewer, and says why there is nothing to press", async () => {
    await using shown = await stage.visit({ as: "viewer" });
    const { page } = shown;
    const answers: Promise<string>[] = [];
    page.on("response", (response) => {
      if (response.url().includes("/api/")) answers.push(response.text().catch(() => ""));
    });
    for (const tab of TABS) {
      await page.goto(`${path}?tab=${tab}`);
      await untilLoaded(page);
    }
    const reveal = page.getByRole("button", { name: "Reveal…" });
    await reveal.focus();
    await page.getByRole("tooltip", { name: "Needs the role clinical; you are viewer." }).waitFor();
    await reveal.click({ force: true });
    expect(await page.getByRole("dialog").count()).toBe(0);
    const texts = await Promise.all(answers);
    expect(texts.length).toBeGreaterThan(4);
    expect(texts.filter((text) => text.includes(PATIENT_NAME) || text.includes("Visit"))).toEqual([]);
  });

  test("is replayed after its deliveries were counted and a reason was given", async () => {
    await using shown = await stage.visit({ as: "operator" });
    const { page } = shown;
    await page.goto(path);
    await page.getByRole("button", { name: "Replay…" }).click();
    await page.getByText("1 delivery would be made. Nothing is sent yet.").waitFor();
    await page.getByLabel("Reason").fill("The receiver lost it");
    await shown.picture("replay-dialog");
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole("button", { name: "Replay", exact: true }).click();
    await page.getByRole("link", { name: "See how far it is" }).click();
    await page.waitForURL(/\/console\/replays\/rpl_/);
    const { items } = await stage.gateway.client.call("listReplays");
    expect(items).toHaveLength(1);
    expect(shown.faults).toEqual([]);
  });
});
