import { expect, test } from "vitest";
import type { Page } from "playwright-core";
import { axeFaults } from "./support/axe-faults.ts";
import { describeStories } from "./support/describe-stories.ts";
import { ORGANIZATION } from "./support/console-gateway.ts";
import { tabTo } from "./support/tab-to.ts";

const PASSWORD = "a sentence is fine as well";

describeStories("the settings", (stage) => {
  test("invite a person by a link that is shown once, and delete the person once the email is typed", async () => {
    await using shown = await stage.visit();
    const { page } = shown;
    await page.goto("/console/settings?tab=users");
    await page.getByRole("button", { name: "Invite…" }).click();
    const asked = page.getByRole("dialog", { name: "Invite a person" });
    await asked.getByLabel("Name").fill("Bo Night");
    await asked.getByLabel("Email").fill("bo@clinic.example");
    await asked.getByLabel("Role").selectOption("operator");
    await asked.getByRole("button", { name: "Invite", exact: true }).click();
    const link = page.getByLabel("invitation link", { exact: true });
    await link.waitFor();
    expect(await link.textContent()).toMatch(/\/console\/welcome#code=[\w-]{43}$/);
    expect(page.url()).not.toContain("code=");
    expect(await axeFaults(page)).toEqual([]);
    await shown.picture("settings-invitation");
    await page.getByRole("button", { name: "I have it" }).click();
    expect(await page.content()).not.toContain("#code=");

    await page.getByRole("link", { name: "Open bo@clinic.example" }).press("Enter");
    const user = page.getByRole("dialog", { name: "Bo Night" });
    await user.getByLabel("Role").selectOption("clinical");
    await user.getByRole("button", { name: "Change the role" }).click();
    await page.getByText("bo@clinic.example has another role now.").waitFor();
    await page.getByRole("link", { name: "Open bo@clinic.example" }).press("Enter");
    expect(await axeFaults(page)).toEqual([]);
    await shown.picture("settings-user");
    await user.getByRole("button", { name: "Delete…" }).click();
    const asks = page.getByRole("dialog", { name: "Delete bo@clinic.example" });
    expect(await asks.getByRole("button", { name: "Delete the user" }).isDisabled()).toBe(true);
    await asks.getByLabel(/This cannot be undone/).fill("bo@clinic.example");
    await asks.getByRole("button", { name: "Delete the user" }).click();
    await page.getByText("bo@clinic.example is deleted.").waitFor();
    expect((await stage.gateway.client.call("listUsers")).items).toEqual([]);
    expect(shown.faults).toEqual([]);
  });

  test("make an API key, show it once, and revoke it once its name is typed, by keyboard alone", async () => {
    await using shown = await stage.visit();
    const { page } = shown;
    await page.goto("/console/overview");
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.keyboard.press("g");
    await page.keyboard.press("t");
    await page.waitForURL("**/console/settings");
    await page.getByText("Signed in with").waitFor();
    await page.keyboard.press("]");
    await page.waitForURL(/tab=users/);
    await page.keyboard.press("]");
    await page.waitForURL(/tab=keys/);
    await page.getByRole("button", { name: "New key…" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: "New API key" }).waitFor();
    await page.keyboard.type("deploy bot");
    await page.keyboard.press("Enter");
    const key = page.getByLabel("API key", { exact: true });
    await key.waitFor();
    const text = (await key.textContent()) ?? "";
    expect(text).toMatch(/^csk_/);
    await page.keyboard.press("Escape");
    await key.waitFor({ state: "detached" });
    expect(await page.content()).not.toContain(text);
    // The newest is the first.
    await page.getByRole("link", { name: "Open deploy bot" }).waitFor({ state: "attached" });
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "deploy bot", exact: true });
    await tabTo(page, dialog.getByRole("button", { name: "Revoke…" }));
    await page.keyboard.press("Enter");
    await page.getByRole("dialog", { name: "Revoke deploy bot" }).waitFor();
    await page.keyboard.type("deploy bot");
    await page.keyboard.press("Enter");
    await page.getByText("The key deploy bot is revoked.").waitFor();
    const { items } = await stage.gateway.client.call("listApiKeys");
    expect(items.find(({ name }) => name === "deploy bot")?.state).toBe("revoked");
    expect(shown.faults).toEqual([]);
  });

  test("hold what must not be deleted, rotate the master key, and release the hold with a reason", async () => {
    await using shown = await stage.visit();
    const { page } = shown;
    await page.goto("/console/settings?tab=retention");
    await page.getByRole("button", { name: "New hold…" }).click();
    const hold = page.getByRole("dialog", { name: "New legal hold" });
    await hold.getByLabel("Reason").fill("Case 4711");
    await hold.getByRole("button", { name: "Hold", exact: true }).click();
    await page.getByText("Case 4711").waitFor();
    await page.getByRole("button", { name: "Release…" }).click();
    const release = page.getByRole("dialog", { name: /^Release the hold/ });
    await release.getByLabel("Reason").fill("Case 4711 is closed");
    await release.getByRole("button", { name: "Release", exact: true }).click();
    await page.getByText(/^released/).waitFor();
    const before = (await stage.gateway.client.call("getMasterKey")).fingerprint;
    await page.getByText(before).waitFor();
    await page.getByRole("button", { name: "Rotate…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Rotate", exact: true }).click();
    await page.getByText(before).waitFor({ state: "detached" });
    await page.getByText("in force").waitFor();
    expect(shown.faults).toEqual([]);
  });

  test("let a person change the password, and sign out everywhere", async () => {
    const { id, invitation } = await stage.gateway.client.call("createUser", {
      body: { name: "Ada Night", email: "ada@clinic.example", role: "viewer" },
    });
    await using shown = await stage.visit({ as: "nobody" });
    const { page } = shown;
    await page.goto(`/console/welcome#code=${invitation.code}`);
    await page.locator("input[name=password]").fill(PASSWORD);
    await page.getByLabel("The same again").fill(PASSWORD);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/console/overview");
    await page.goto("/console/settings");
    await changePassword(page, "not the password", `${PASSWORD}!`);
    await page.getByRole("alert").waitFor();
    await changePassword(page, PASSWORD, `${PASSWORD}!`);
    await page.getByText("The password is changed; your other sessions have ended.").waitFor();
    await page.goto("/console/settings?tab=users");
    await page.getByText("Users are not shown to your role").waitFor();
    await page.goto("/console/settings");
    await page.getByRole("button", { name: "Sign out everywhere…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Sign out", exact: true }).click();
    await page.waitForURL(/\/console\/sign-in/);
    expect(await signsIn(page, `${PASSWORD}!`)).toBe(true);
    await stage.gateway.client.call("deleteUser", { params: { user: id } });
    expect(shown.faults.filter((fault) => !/40[13]/.test(fault))).toEqual([]);
  });

  test("tell a viewer which parts are for whom", async () => {
    await using shown = await stage.visit({ as: "viewer" });
    const { page } = shown;
    await page.goto("/console/settings?tab=keys");
    await page.getByText("API keys are not shown to your role").waitFor();
    await page.goto("/console/settings?tab=retention");
    const hold = page.getByRole("button", { name: "New hold…" });
    expect(await hold.getAttribute("aria-description")).toContain("you are viewer");
    expect(await page.getByText("Master key").count()).toBe(0);
    expect(shown.faults).toEqual([]);
  });
});

async function changePassword(page: Page, present: string, next: string): Promise<void> {
  await page.locator("input[name=present]").fill(present);
  await page.locator("input[name=password]").fill(next);
  await page.getByLabel("The same again").fill(next);
  await page.getByRole("button", { name: "Change the password" }).click();
}

async function signsIn(page: Page, password: string): Promise<boolean> {
  await page.getByLabel("Organization").fill(ORGANIZATION);
  await page.getByLabel("Email").fill("ada@clinic.example");
  await page.locator("input[name=password]").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByText("Ada Night").waitFor();
  return true;
}
