import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Browser } from "playwright-core";
import { axeFaults } from "./support/axe-faults.ts";
import { startConsoleGateway } from "./support/console-gateway.ts";
import type { ConsoleGateway } from "./support/console-gateway.ts";
import { findChromium, noChromium } from "./support/find-chromium.ts";
import { PATIENT_NAME, makeRealTraffic } from "./support/real-traffic.ts";
import type { RealTraffic } from "./support/real-traffic.ts";
import { startBrowser } from "./support/start-browser.ts";
import { visit } from "./support/visit.ts";

const chromium = findChromium();

describe.skipIf(chromium === undefined)(
  `refused requests${chromium === undefined ? ` (${noChromium})` : ""}`,
  () => {
    let gateway: ConsoleGateway;
    let traffic: RealTraffic;
    let browser: Browser;

    beforeAll(async () => {
      gateway = await startConsoleGateway();
      traffic = await makeRealTraffic(gateway);
      await traffic.sendTampered();
      await traffic.sendTampered();
      browser = await startBrowser(chromium ?? "");
    });

    afterAll(async () => {
      await browser.close();
      await traffic[Symbol.asyncDispose]();
      await gateway[Symbol.asyncDispose]();
    });

    const firstPath = async (): Promise<string> => {
      const { items } = await gateway.client.call("listQuarantine");
      return `/console/quarantine/${items[0]?.id ?? ""}`;
    };

    test.each([
      { width: "desk", colorScheme: "light" },
      { width: "desk", colorScheme: "dark" },
      { width: "phone", colorScheme: "light" },
    ] as const)("show their parts without a fault in $colorScheme at $width width", async (look) => {
      const apiKey = await gateway.keyOf("clinical");
      await using shown = await visit({ browser, url: gateway.url, apiKey, ...look });
      const { page } = shown;
      const found: string[] = [];
      const path = await firstPath();
      for (const tab of ["why", "payload", "headers"]) {
        await page.goto(`${path}?tab=${tab}`);
        await page.getByRole("heading", { level: 1 }).waitFor();
        await page.waitForLoadState("networkidle");
        await shown.picture(`quarantined-${tab}`);
        found.push(...(await axeFaults(page)).map((fault) => `${tab}: ${fault}`));
      }
      expect(found).toEqual([]);
      expect(shown.faults).toEqual([]);
    });

    test("are found, explained and reported by the keyboard alone", async () => {
      const apiKey = await gateway.keyOf("operator");
      await using shown = await visit({ browser, url: gateway.url, apiKey });
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
      const apiKey = await gateway.keyOf("viewer");
      await using shown = await visit({ browser, url: gateway.url, apiKey });
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
      const apiKey = await gateway.keyOf("operator");
      await using shown = await visit({ browser, url: gateway.url, apiKey });
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
      const { items } = await gateway.client.call("listQuarantine");
      expect(items).toHaveLength(1);
      expect(shown.faults).toEqual([]);
    });
  },
);
