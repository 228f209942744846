import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Browser } from "playwright-core";
import { axeFaults } from "./support/axe-faults.ts";
import { startConsoleGateway } from "./support/console-gateway.ts";
import type { ConsoleGateway } from "./support/console-gateway.ts";
import { findChromium, noChromium } from "./support/find-chromium.ts";
import { TWO_LOOKS } from "./support/looks.ts";
import { makeRealTraffic } from "./support/real-traffic.ts";
import type { RealTraffic } from "./support/real-traffic.ts";
import { startBrowser } from "./support/start-browser.ts";
import { visit } from "./support/visit.ts";

const chromium = findChromium();

/** So many in an hour that the source needs attention. */
const REFUSED = 12;

describe.skipIf(chromium === undefined)(
  `the overview${chromium === undefined ? ` (${noChromium})` : ""}`,
  () => {
    let gateway: ConsoleGateway;
    let traffic: RealTraffic | undefined;
    let browser: Browser;

    beforeAll(async () => {
      gateway = await startConsoleGateway();
      browser = await startBrowser(chromium ?? "");
    });

    afterAll(async () => {
      await browser.close();
      await traffic?.[Symbol.asyncDispose]();
      await gateway[Symbol.asyncDispose]();
    });

    test("leads to the first source where there is none, and a viewer to an admin", async () => {
      await using shown = await visit({ browser, url: gateway.url, apiKey: gateway.apiKey });
      const { page } = shown;
      await page.goto("/console/");
      await page.getByText("Let the first webhook in").waitFor();
      expect(await axeFaults(page)).toEqual([]);
      await shown.picture("overview-first-start");
      await page.getByRole("button", { name: "Set up a source" }).click();
      await page.waitForURL("**/console/sources/new");
      expect(shown.faults).toEqual([]);

      await using viewed = await visit({
        browser,
        url: gateway.url,
        apiKey: await gateway.keyOf("viewer"),
      });
      await viewed.page.goto("/console/overview");
      await viewed.page.getByText("ask an admin").waitFor();
      expect(await viewed.page.getByRole("button", { name: "Set up a source" }).count()).toBe(0);
    });

    test.each(TWO_LOOKS)(
      "shows the numbers without a fault in $colorScheme at $width width",
      async (look) => {
        traffic ??= await busyTraffic(gateway);
        await using shown = await visit({ browser, url: gateway.url, apiKey: gateway.apiKey, ...look });
        const { page } = shown;
        await page.goto("/console/overview?range=1h");
        await page.getByText(`${REFUSED} requests refused in the last hour`).waitFor();
        await page.waitForLoadState("networkidle");
        await shown.picture("overview");
        expect(await axeFaults(page)).toEqual([]);
        expect(shown.faults).toEqual([]);
      },
    );

    test("keeps range and source in the URL, and leads to what mends a trouble, by keyboard alone", async () => {
      traffic ??= await busyTraffic(gateway);
      await using shown = await visit({ browser, url: gateway.url, apiKey: await gateway.keyOf("viewer") });
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
  },
);

async function busyTraffic(gateway: ConsoleGateway): Promise<RealTraffic> {
  const traffic = await makeRealTraffic(gateway);
  await traffic.sendNotes(30);
  await traffic.sendSchedule(8);
  for (let index = 0; index < REFUSED; index += 1) await traffic.sendTampered();
  // Counts reach the store a few seconds after what they count.
  await vi.waitFor(
    async () => expect((await gateway.client.call("getOverview")).totals.refused).toBe(REFUSED),
    { timeout: 60_000, interval: 200 },
  );
  return traffic;
}
