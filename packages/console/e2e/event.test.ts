import { beforeAll, expect, test } from "vitest";
import { axeFaults } from "./support/axe-faults.ts";
import { describeStories } from "./support/describe-stories.ts";
import { faultsInAllLooks } from "./support/faults-in-all-looks.ts";
import { PATIENT_NAME } from "./support/real-traffic.ts";

const TABS = ["deliveries", "verification", "payload", "headers"] as const;

describeStories("an event", (stage) => {
  let path: string;

  beforeAll(async () => {
    const traffic = await stage.traffic();
    await traffic.sendNotes(1);
    const { items } = await stage.gateway.client.call("listEvents");
    path = `/console/events/${items[0]?.id ?? ""}`;
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
      await shown.untilLoaded();
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

  test("tells what keeps its payload, and what happened once the keys of its week were shredded", async () => {
    const { client } = stage.gateway;
    const id = path.split("/").at(-1) ?? "";
    await using shown = await stage.visit();
    const { page } = shown;
    await page.goto(path);
    await page.getByText(/^will be deleted in \d+ d$/).waitFor();
    const hold = await client.call("createLegalHold", {
      body: { scope: { event: id }, reason: "Case 4711" },
    });
    await page.reload();
    await page.getByText("kept by a legal hold: Case 4711").waitFor();
    await client.call("releaseLegalHold", {
      params: { legalHold: hold.id },
      body: { reason: "Case 4711 is closed" },
    });

    await page.goto("/console/settings?tab=retention");
    await page.getByRole("button", { name: "Shred…" }).click();
    const asks = page.getByRole("dialog", { name: /^Shred the week of/ });
    const { items } = await client.call("listKeyWeeks");
    await asks.getByLabel(/This cannot be undone/).fill(items[0]?.week ?? "");
    await asks.getByLabel("Reason").fill("The clinic has left");
    await asks.getByRole("button", { name: "Destroy the keys" }).click();
    await page.getByText(/The keys of the week of .* are destroyed/).waitFor();

    const gone = "The keys of its week were destroyed";
    for (const tab of ["payload", "headers", "verification"]) {
      await page.goto(`${path}?tab=${tab}`);
      await page.getByText(gone, { exact: true }).waitFor();
      await page.getByText("in no backup either").waitFor();
    }
    expect(await faultsInAllLooks(shown, "event-shredded")).toEqual([]);
    const replay = page.getByRole("button", { name: "Replay…" });
    expect(await replay.getAttribute("aria-description")).toBe(`${gone}.`);
    await page.getByRole("link", { name: "audit log" }).click();
    await page.getByRole("table", { name: "Audit entries" }).getByText("key_week.shred").waitFor();
    await page.goto(path);
    await page.getByRole("table", { name: "Deliveries" }).getByText("delivered").first().waitFor();
    expect(shown.faults).toEqual([]);
  });
});
