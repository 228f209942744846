import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { axeFaults } from "./support/axe-faults.ts";
import { describeStories } from "./support/describe-stories.ts";
import { tabTo } from "./support/tab-to.ts";

const REASON = "ticket 4711: the receiver says that the visit is missing";

describeStories("the audit log", (stage) => {
  let event: string;

  beforeAll(async () => {
    const { gateway } = stage;
    const { client } = gateway;
    event = (await client.call("sendEvent", { body: { type: "note.signed", data: { status: "final" } } })).id;
    const asClinical = { authorization: `Bearer ${await gateway.keyOf("clinical")}` };
    await fetch(`${gateway.url}/api/v1/events/${event}/reveal`, {
      method: "POST",
      headers: { ...asClinical, "content-type": "application/json" },
      body: JSON.stringify({ reason: REASON }),
    });
    await client.call("createUser", {
      body: { name: "Ada Night", email: "ada@clinic.example", role: "viewer" },
    });
  });

  test("tells who revealed an event and why, by keyboard alone", async () => {
    await using shown = await stage.visit();
    const { page } = shown;
    await page.goto("/console/overview");
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.keyboard.press("g");
    await page.keyboard.press("a");
    await page.waitForURL("**/console/audit");
    await page.getByText("user.create").waitFor();
    await page.keyboard.press("f");
    await page.locator("input:focus").waitFor();
    await page.keyboard.type("event.*");
    await page.keyboard.press("Enter");
    await page.waitForURL(/action=event/);
    await page.getByText("user.create").waitFor({ state: "detached" });
    await page.keyboard.press("Escape");
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await page.waitForURL(/entry=\d+/);
    const dialog = page.getByRole("dialog", { name: /^Audit entry/ });
    await dialog.getByText(REASON).waitFor();
    await page.keyboard.press("Escape");
    await page.waitForURL((url) => !url.search.includes("entry") && url.search.includes("action"));

    await page.goto(`/console/events/${event}`);
    await page.getByRole("link", { name: "Audit", exact: true }).nth(1).waitFor();
    await page.keyboard.press("[");
    await page.waitForURL(/tab=audit/);
    await page.getByRole("table", { name: "Audit entries" }).getByText(REASON).waitFor();
    expect(shown.faults).toEqual([]);
  });

  test("is checked against a checkpoint that was copied, and notices one that it never had", async () => {
    await using shown = await stage.visit();
    const { page } = shown;
    await page.goto("/console/audit");
    await page.getByRole("button", { name: "Check the chain…" }).click();
    const dialog = page.getByRole("dialog", { name: "Check the audit log" });
    const checkpoint = (await dialog.getByLabel("checkpoint", { exact: true }).textContent()) ?? "";
    const { sequence } = JSON.parse(checkpoint) as { readonly sequence: number };
    await dialog.getByLabel("An earlier checkpoint").fill(checkpoint);
    await dialog.getByRole("button", { name: "Check every entry" }).click();
    await dialog.getByText(`All ${sequence} entries are as they were written, and none is missing`).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await shown.picture("audit-intact");
    const ahead = checkpoint.replace(`:${sequence}`, `:${sequence + 1}`);
    await dialog.getByLabel("An earlier checkpoint").fill(ahead);
    await tabTo(page, dialog.getByRole("button", { name: "Check every entry" }));
    await page.keyboard.press("Enter");
    await dialog.getByText("the log ends before the checkpoint").waitFor();
    await dialog.getByLabel("An earlier checkpoint").fill("{}");
    await dialog.getByText("Not a checkpoint").waitFor();
    expect(shown.faults).toEqual([]);
  });

  test("is checked with its progress shown, and no longer once that is left", async () => {
    await using shown = await stage.visit();
    const { page } = shown;
    // Held back, so that it can be left.
    await page.route("**/audit/verify/part", () => {});
    await page.goto("/console/audit");
    await page.getByRole("button", { name: "Check the chain…" }).click();
    const dialog = page.getByRole("dialog", { name: "Check the audit log" });
    await dialog.getByLabel("checkpoint", { exact: true }).waitFor();
    await dialog.getByRole("button", { name: "Check every entry" }).click();
    await dialog.getByRole("progressbar", { name: "Entries checked" }).waitFor();
    await shown.picture("audit-checking");
    const left = page.waitForEvent("requestfailed");
    await page.keyboard.press("Escape");
    expect((await left).url()).toContain("/audit/verify/part");
  });

  test("is saved as one entry a line, as far as the filters leave it", async () => {
    await using shown = await stage.visit();
    const { page } = shown;
    await page.goto("/console/audit?kind=api_key");
    await page.getByText("api_key.create").first().waitFor();
    await page.getByRole("button", { name: "Export…" }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("dialog").getByRole("button", { name: "Export", exact: true }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("audit.ndjson");
    const lines = readFileSync(await download.path(), "utf8")
      .trimEnd()
      .split("\n");
    const entries = lines.map((line) => JSON.parse(line) as { readonly resource: { readonly kind: string } });
    const { items } = await stage.gateway.client.call("listAuditEntries", {
      query: { resourceKind: "api_key" },
    });
    expect(entries).toEqual(items);
    expect(shown.faults).toEqual([]);
  });

  test("is no place of a viewer, who is told so", async () => {
    await using shown = await stage.visit({ as: "viewer" });
    const { page } = shown;
    await page.goto("/console/audit?entry=1");
    await page.getByText("The audit log is not shown to your role").waitFor();
    expect(await page.getByRole("navigation", { name: "Screens" }).getByText("Audit").count()).toBe(0);
    await page.goto(`/console/events/${event}?tab=audit`);
    await page.getByText("The audit log is not shown to your role").waitFor();
    expect(shown.faults).toEqual([]);
  });
});
