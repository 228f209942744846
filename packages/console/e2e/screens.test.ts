import { afterAll, beforeAll, describe, expect, test } from "vitest";
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

/** Every screen that leads nowhere in particular, by its path. */
const SCREENS = [
  "overview",
  "inbox",
  "deliveries",
  "quarantine",
  "live",
  "sources",
  "endpoints",
  "connections",
  "replays",
] as const;

describe.skipIf(chromium === undefined)(
  `every screen${chromium === undefined ? ` (${noChromium})` : ""}`,
  () => {
    let gateway: ConsoleGateway;
    let traffic: RealTraffic;
    let browser: Browser;

    beforeAll(async () => {
      gateway = await startConsoleGateway();
      traffic = await makeRealTraffic(gateway);
      await traffic.sendNotes(40);
      await traffic.sendSchedule(5);
      await traffic.sendTampered();
      browser = await startBrowser(chromium ?? "");
    });

    afterAll(async () => {
      await browser.close();
      await traffic[Symbol.asyncDispose]();
      await gateway[Symbol.asyncDispose]();
    });

    test.each(TWO_LOOKS.flatMap((look) => SCREENS.map((screen) => ({ screen, ...look }))))(
      "$screen is shown without a fault in $colorScheme at $width width",
      async ({ screen, ...look }) => {
        await using shown = await visit({ browser, url: gateway.url, apiKey: gateway.apiKey, ...look });
        const { page } = shown;
        await page.goto(`/console/${screen}`);
        await page.getByRole("heading", { level: 1 }).waitFor();
        // The live screen holds its connection open: it is never idle, and has its own story.
        if (screen !== "live") await page.waitForLoadState("networkidle");
        await shown.picture(screen);
        expect(await axeFaults(page)).toEqual([]);
        expect(shown.faults).toEqual([]);
      },
    );
  },
);
