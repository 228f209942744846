import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Browser, Page } from "playwright-core";
import { startGatewayProcess } from "../../gateway/test/support/gateway-process.ts";
import type { GatewayProcess } from "../../gateway/test/support/gateway-process.ts";
import { temporaryDirectory } from "../../gateway/test/support/temporary-directory.ts";
import type { TemporaryDirectory } from "../../gateway/test/support/temporary-directory.ts";
import { axeFaults } from "./support/axe-faults.ts";
import { findChromium, noChromium } from "./support/find-chromium.ts";
import { startBrowser } from "./support/start-browser.ts";
import { visit } from "./support/visit.ts";

const chromium = findChromium();

const PASSWORD = "a sentence is fine as well";

/** Each story goes on where the one before ended: a gateway has one first admin. */
describe.skipIf(chromium === undefined)(`people${chromium === undefined ? ` (${noChromium})` : ""}`, () => {
  let directory: TemporaryDirectory;
  let gateway: GatewayProcess;
  let browser: Browser;

  beforeAll(async () => {
    directory = await temporaryDirectory("console");
    gateway = await startGatewayProcess({ dataDirectory: join(directory.path, "data") });
    browser = await startBrowser(chromium ?? "");
  });

  afterAll(async () => {
    await browser.close();
    await gateway.stop();
    await directory[Symbol.asyncDispose]();
  });

  test("make the first admin with the code of the data folder, which does not stay in the address", async () => {
    const code = readFileSync(join(directory.path, "data/setup-code"), "utf8").trim();
    await using shown = await visit({ browser, url: gateway.url });
    const { page } = shown;
    await page.goto("/console/");
    await page.getByText("Nobody can sign in yet.").waitFor();
    await shown.picture("sign-in-first");
    await page.goto(`/setup#code=${code}`);
    await page.getByLabel("Organization").fill("northside");
    expect(page.url()).not.toContain(code);
    await page.getByLabel("Your name").fill("Ada Admin");
    await page.getByLabel("Email").fill("ada@example.org");
    await page.locator("input[name=password]").fill(PASSWORD);
    await page.getByLabel("The same again").fill("something else");
    await page.getByRole("button", { name: "Make the admin and sign in" }).click();
    await page.getByText("The two are not the same.").waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await shown.picture("setup");
    await page.getByLabel("The same again").fill(PASSWORD);
    await page.getByRole("button", { name: "Make the admin and sign in" }).click();
    await page.waitForURL("**/console/overview");
    await page.getByText("Ada Admin").waitFor();

    const cookies = await page.context().cookies();
    expect(cookies).toMatchObject([
      { name: "__Host-countersign-session", httpOnly: true, secure: true, sameSite: "Strict" },
    ]);
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual(["countersign-organization"]);
    expect(shown.faults).toEqual([]);
  });

  test("are told why they cannot get in, then sign in, and out", async () => {
    await using shown = await visit({ browser, url: gateway.url });
    const { page } = shown;
    await page.goto("/console/sign-in");
    await signIn(page, "not the password");
    await page.getByRole("alert").getByText("sign_in_refused").waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await shown.picture("sign-in-refused");
    await signIn(page, PASSWORD);
    await page.waitForURL("**/console/overview");
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.waitForURL("**/console/sign-in");
    await page.goto("/console/inbox");
    await page.waitForURL("**/console/sign-in?*");
    expect(shown.faults).toEqual([]);
  });

  test("are back where they were after a session has ended", async () => {
    await using shown = await visit({ browser, url: gateway.url });
    const { page } = shown;
    await page.goto("/console/inbox?source=nabla");
    await signIn(page, PASSWORD);
    await page.waitForURL("**/console/inbox?source=nabla");
    await page.getByText("No event is like that").waitFor();

    await page.context().clearCookies();
    await page.getByLabel("Received").selectOption("1h");
    await page.getByRole("heading", { name: "Sign in" }).waitFor();
    await signIn(page, PASSWORD);
    await page.waitForURL("**/console/inbox?source=nabla&since=1h");
    await page.getByText("No event is like that").waitFor();
    expect(shown.faults).toEqual([]);
  });

  test("choose a password of their own with an invitation", async () => {
    await using admin = await visit({ browser, url: gateway.url });
    await admin.page.goto("/console/inbox");
    await signIn(admin.page, PASSWORD);
    await admin.page.getByRole("heading", { name: "Inbox" }).waitFor();
    const code = await admin.page.evaluate(async () => {
      const body = JSON.stringify({ name: "Olga Operator", email: "olga@example.org", role: "operator" });
      const headers = { "content-type": "application/json", "x-countersign-console": "1" };
      const answer = await fetch("/api/v1/users", { method: "POST", headers, body });
      return ((await answer.json()) as { invitation: { code: string } }).invitation.code;
    });

    await using shown = await visit({ browser, url: gateway.url, width: "phone" });
    const { page } = shown;
    await page.goto(`/console/welcome#code=${code}`);
    await page.locator("input[name=password]").fill(PASSWORD);
    await page.getByLabel("The same again").fill(PASSWORD);
    await shown.picture("welcome");
    await page.getByRole("button", { name: "Set the password and sign in" }).click();
    await page.waitForURL("**/console/overview");
    await page.getByRole("button", { name: "Navigation" }).click();
    await page.getByText("Olga Operator").waitFor();
    await shown.picture("navigation");
    expect(await page.getByRole("link", { name: "Audit" }).count()).toBe(0);
    expect(shown.faults).toEqual([]);
  });
});

async function signIn(page: Page, password: string): Promise<void> {
  await page.getByLabel("Organization").fill("northside");
  await page.getByLabel("Email").fill("ada@example.org");
  await page.locator("input[name=password]").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}
