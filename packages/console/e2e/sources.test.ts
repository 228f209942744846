import { createSigner } from "countersign";
import { nabla } from "countersign/schemes";
import { beforeAll, expect, test } from "vitest";
import { axeFaults } from "./support/axe-faults.ts";
import { ORGANIZATION } from "./support/console-gateway.ts";
import { describeStories } from "./support/describe-stories.ts";

const SECRET = "a-secret-typed-into-the-wizard";

describeStories("sources", (stage) => {
  beforeAll(async () => {
    const traffic = await stage.traffic();
    await traffic.sendNotes(3);
    await traffic.sendTampered();
    await stage.gateway.client.call("createSource", {
      body: {
        name: "insight",
        scheme: "insight-health",
        callers: [{ name: "clinic", apiKey: "key-of-the-clinic", secrets: ["secret-of-the-clinic"] }],
      },
    });
  });

  test("are made in the wizard, which explains a refusal and turns green with the first event", async () => {
    await using shown = await stage.visit();
    const { page } = shown;
    await page.goto("/console/sources");
    await page.getByRole("button", { name: "New source…" }).click();
    await page.getByLabel("Search").fill("nabla core");
    await page.getByRole("link", { name: "Nabla Core API" }).click();
    await page.getByLabel("Name").fill("notes");
    await page.getByLabel("Signing secret").fill(SECRET);
    await page.getByRole("button", { name: "Make the source" }).click();
    await page.getByLabel("URL for the sender", { exact: true }).waitFor();
    expect(await page.getByLabel("URL for the sender", { exact: true }).innerText()).toBe(
      `${stage.gateway.url}/in/${ORGANIZATION}/notes`,
    );
    await page.getByRole("link", { name: "Wait for the first event" }).click();
    await page.getByText("Waiting for the first event").waitFor();

    const body = `{"id":"n1","type":"note.done"}`;
    const signed = createSigner(nabla, { keys: [{ secret: SECRET }] }).sign({ body });
    const send = async (sent: string): Promise<void> => {
      const headers = { "content-type": "application/json", ...signed };
      await fetch(`${stage.gateway.url}/in/${ORGANIZATION}/notes`, { method: "POST", body: sent, headers });
    };
    await send(`${body}\n`);
    await page.getByRole("link", { name: "Look at it" }).waitFor();
    await page.locator("strong").first().waitFor();
    await shown.picture("sources-refused");
    await send(body);
    await page.getByText("The first event has come and verified: note.done").waitFor();
    await shown.picture("sources-green");

    await page.getByLabel("Language").selectOption("python");
    await page.waitForURL(/language=python/);
    const snippet = page.getByLabel("snippet in Python", { exact: true });
    await snippet.getByText("x-nabla-webhook-signature").waitFor();

    await page.getByRole("link", { name: "Sources", exact: true }).first().click();
    const row = page.getByRole("row").filter({ hasText: `/in/${ORGANIZATION}/notes` });
    await row.locator("time").waitFor();

    const kept = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]));
    expect([page.url(), kept, await page.content()].join(" ")).not.toContain(SECRET);
    expect(shown.faults).toEqual([]);
  });

  test("have their secret rotated, shown once, and the old one erased by its name", async () => {
    await using shown = await stage.visit();
    const { page } = shown;
    await page.goto("/console/sources/schedule?tab=secrets");
    await page.getByRole("button", { name: "Rotate…" }).click();
    await page.getByRole("button", { name: "Rotate", exact: true }).click();
    const made = await page.getByLabel("new secret", { exact: true }).innerText();
    expect(made).toMatch(/^whsec_/);
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole("button", { name: "Done" }).click();
    await page.getByText("retiring", { exact: true }).waitFor();
    await page.getByText("key-1 is not safe to retire yet").waitFor();
    expect(await page.content()).not.toContain(made);
    await shown.picture("sources-rotated");

    await page
      .getByRole("row")
      .filter({ hasText: "key-1" })
      .getByRole("button", { name: "Erase now…" })
      .click();
    const erase = page.getByRole("button", { name: "Erase the secret" });
    expect(await erase.isDisabled()).toBe(true);
    await page.getByRole("textbox", { name: /Type key-1/ }).fill("key-1");
    await erase.click();
    await page.getByText("revoked", { exact: true }).waitFor();
    expect(shown.faults).toEqual([]);
  });

  test("keep what was typed when somebody else changes the same check meanwhile", async () => {
    await using shown = await stage.visit();
    const { page } = shown;
    await page.goto("/console/sources/nabla?tab=checks");
    await page.getByLabel("Greatest age").fill("2m");
    await stage.gateway.client.call("updateSource", {
      params: { source: "nabla" },
      body: { toleranceMs: 90_000 },
    });
    await page.getByRole("button", { name: "Save 1 change" }).click();
    await page.getByText("Nothing was saved: somebody else changed it").waitFor();
    await page.getByText("is now “90s”; saving makes it “2m”").waitFor();
    await shown.picture("sources-conflict");
    await page.getByRole("button", { name: "Save 1 change" }).click();
    await page.getByText("Saved. It counts from the next request on.").waitFor();
    const { toleranceMs } = await stage.gateway.client.call("getSource", { params: { source: "nabla" } });
    expect(toleranceMs).toBe(120_000);
  });

  test("are walked and opened by keyboard alone", async () => {
    await using shown = await stage.visit();
    const { page } = shown;
    await page.goto("/console/overview");
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.keyboard.press("g");
    await page.keyboard.press("s");
    await page.getByRole("row").filter({ hasText: "insight" }).waitFor();
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/console\/sources\/insight$/);
    await page.getByRole("heading", { level: 1, name: "Source insight" }).waitFor();
    // What comes next is known once the scheme is: it has callers.
    await page.getByRole("link", { name: "Callers" }).waitFor();
    await page.keyboard.press("]");
    await page.waitForURL(/tab=callers$/);
    await page.getByText("Secrets of clinic").first().waitFor();
    expect(shown.faults).toEqual([]);
  });

  test("are read by a viewer, who may do nothing to them", async () => {
    await using shown = await stage.visit({ as: "viewer" });
    const { page } = shown;
    await page.goto("/console/sources/nabla?tab=secrets");
    await page.getByRole("row").nth(1).waitFor();
    for (const name of ["Rotate…", "Pause…", "Erase now…"])
      expect(await page.getByRole("button", { name }).first().getAttribute("aria-disabled")).toBe("true");
    await page.goto("/console/sources/nabla?tab=checks");
    await page.getByText("Needs the role admin; you are viewer.").waitFor();
    expect(await page.getByRole("button", { name: /Save/ }).count()).toBe(0);
    await page.goto("/console/sources/nabla?tab=danger");
    expect(await page.getByRole("button", { name: "Delete…" }).getAttribute("aria-disabled")).toBe("true");
    await page.goto("/console/sources/new");
    await page.getByText("Your role makes no sources").waitFor();
  });
});
