import { beforeAll, expect, test } from "vitest";
import { axeFaults } from "./support/axe-faults.ts";
import { describeStories } from "./support/describe-stories.ts";
import { tabTo } from "./support/tab-to.ts";

const SECRET = `whsec_${Buffer.from("a secret typed into the console..").toString("base64")}`;

describeStories("endpoints and connections", (stage) => {
  beforeAll(async () => {
    const traffic = await stage.traffic();
    await traffic.sendNotes(3);
    await traffic.sendSchedule(2);
    const { client } = stage.gateway;
    const parts = { source: "schedule", endpoint: "billing" };
    await client.call("createConnection", { body: { name: "planner", ...parts } });
    await client.call("createConnection", { body: { name: "archive", endpoint: "ehr" } });
  });

  test("are made, tested, paused, enabled, changed and deleted by their name", async () => {
    await using shown = await stage.visit();
    const { page } = shown;
    const state = page.getByRole("group", { name: "State of this endpoint" });
    await page.goto("/console/endpoints");
    await page.getByRole("button", { name: "New endpoint…" }).click();
    const dialog = page.getByRole("dialog", { name: "New endpoint" });
    await dialog.getByLabel("Name").fill("lab");
    const { url } = await stage.gateway.client.call("getEndpoint", { params: { endpoint: "ehr" } });
    await dialog.getByLabel("URL").fill(url);
    await dialog.getByLabel("Secret").fill(SECRET);
    await shown.picture("endpoint-new");
    expect(await axeFaults(page)).toEqual([]);
    await dialog.getByRole("button", { name: "Make the endpoint" }).click();
    await page.waitForURL("**/console/endpoints/lab");
    await page.getByText("Nothing was sent to it yet").waitFor();
    expect(await page.content()).not.toContain(SECRET);

    await page.getByRole("button", { name: "Send a test" }).click();
    await page.getByRole("cell", { name: "delivered" }).first().waitFor();
    await page.getByRole("button", { name: "Pause…" }).click();
    await page.getByRole("button", { name: "Pause the endpoint" }).click();
    await state.getByText("paused").waitFor();
    await shown.picture("endpoint-paused");
    await page.getByRole("button", { name: "Enable" }).click();
    await state.getByText("enabled").waitFor();

    await page.getByRole("link", { name: "Settings", exact: true }).last().click();
    await page.waitForURL(/tab=settings/);
    await page.getByLabel("At once").fill("3");
    await page.getByRole("button", { name: "Save 1 change" }).click();
    await page.getByText("Saved. It counts from the next try on.").waitFor();
    const { concurrency } = await stage.gateway.client.call("getEndpoint", { params: { endpoint: "lab" } });
    expect(concurrency).toBe(3);

    await page.goto("/console/endpoints/lab?tab=danger");
    await page.getByRole("button", { name: "Delete…" }).click();
    const remove = page.getByRole("button", { name: "Delete the endpoint" });
    expect(await remove.isDisabled()).toBe(true);
    await page.getByRole("textbox", { name: /Type lab/ }).fill("lab");
    await shown.picture("endpoint-delete");
    await remove.click();
    await page.waitForURL("**/console/endpoints");
    await page.getByText("lab is deleted; 0 open deliveries are cancelled.").waitFor();
    expect(shown.faults).toEqual([]);
  });

  test("are reached, tested and paused by keyboard alone", async () => {
    await using shown = await stage.visit();
    const { page } = shown;
    await page.goto("/console/overview");
    await page.getByRole("heading", { level: 1, name: "Overview" }).waitFor();
    await page.keyboard.press("g");
    await page.keyboard.press("e");
    await page
      .getByRole("link", { name: /billing/ })
      .first()
      .waitFor({ state: "attached" });
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/console\/endpoints\/billing$/);
    await page.getByRole("heading", { level: 1, name: "Endpoint billing" }).waitFor();
    await page.keyboard.press("]");
    await page.waitForURL(/tab=secrets$/);
    await page.getByRole("table", { name: "Secrets of billing" }).waitFor();
    await page.getByRole("button", { name: "Rotate…" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor();
    await shown.picture("endpoint-rotate");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Pause…" }).focus();
    await page.keyboard.press("Enter");
    await tabTo(page, page.getByRole("button", { name: "Pause the endpoint" }));
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Enable" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Pause…" }).waitFor();
    expect(shown.faults).toEqual([]);
  });

  test("say what belongs to a partner: a connection is made, read, changed and deleted by keyboard alone", async () => {
    await using shown = await stage.visit();
    const { page } = shown;
    const press = async (name: string): Promise<void> => {
      await tabTo(page, page.getByRole("button", { name, exact: true }));
      await page.keyboard.press("Enter");
    };
    await page.goto("/console/connections");
    await page.getByRole("link", { name: /planner/ }).waitFor({ state: "attached" });
    await press("New connection…");
    const dialog = page.getByRole("dialog", { name: "New connection" });
    await dialog.waitFor();
    await tabTo(page, dialog.getByLabel("Partner"));
    await page.keyboard.type("clinic");
    await tabTo(page, dialog.getByLabel("Sends through the source"));
    await page.keyboard.type("nabla");
    await shown.picture("connection-new");
    expect(await axeFaults(page)).toEqual([]);
    await press("Save");
    await page.waitForURL("**/console/connections/clinic");
    await page.getByText("Nothing. Edit the connection to say which endpoint is its own.").waitFor();
    await page.getByRole("table", { name: "Secrets the partner signs with" }).waitFor();

    await press("Edit…");
    const edit = page.getByRole("dialog", { name: "What belongs to clinic" });
    await tabTo(page, edit.getByLabel("Is sent to at the endpoint"));
    await page.keyboard.type("ehr");
    await press("Save");
    await page.getByRole("table", { name: "Secrets the partner verifies with" }).waitFor();
    await press("Delete…");
    await press("Delete the connection");
    await page.waitForURL("**/console/connections");
    await page.getByText("clinic is forgotten as a partner; its parts stay.").waitFor();
    const { items } = await stage.gateway.client.call("listConnections");
    expect(items.map(({ name }) => name)).not.toContain("clinic");
    expect(shown.faults).toEqual([]);
  });

  test("are only looked at by a viewer", async () => {
    await using shown = await stage.visit({ as: "viewer" });
    const { page } = shown;
    const acts = {
      "/console/endpoints": ["New endpoint…"],
      "/console/endpoints/ehr": ["Send a test", "Pause…"],
      "/console/endpoints/ehr?tab=secrets": ["Rotate…", "Erase now…"],
      "/console/endpoints/ehr?tab=danger": ["Delete…"],
      "/console/connections": ["New connection…"],
      "/console/connections/planner": ["Edit…", "Delete…"],
    };
    for (const [path, names] of Object.entries(acts)) {
      await page.goto(path);
      for (const name of names) {
        const button = page.getByRole("button", { name, exact: true });
        expect(await button.getAttribute("aria-description")).toContain("you are viewer");
        await button.click({ force: true });
      }
      expect(await page.getByRole("dialog").count()).toBe(0);
    }
    await page.goto("/console/endpoints/ehr?tab=settings");
    await page.getByText("Needs the role admin; you are viewer.").waitFor();
    expect(shown.faults).toEqual([]);
  });
});
