import { mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";

/** The two widths that every screen must be good at. */
export const widths = {
  desk: { width: 1280, height: 800 },
  phone: { width: 390, height: 844 },
} as const;

/** How a window is looked at. */
export interface Look {
  /** Default: `desk`. */
  readonly width: keyof typeof widths;
  /** Default: `light`. */
  readonly colorScheme: "light" | "dark";
}

export interface VisitOptions extends Partial<Look> {
  readonly browser: Browser;
  readonly url: string;
  /** Default: nobody is signed in. */
  readonly apiKey?: string;
  /** Cookies and preferences of an earlier visit. */
  readonly storageState?: BrowserContextOptions["storageState"];
}

/** One browser window at the console, and what went wrong in it. */
export interface Visit extends AsyncDisposable {
  readonly page: Page;
  /** Errors of scripts, breaches of the policy, and requests to anywhere else. A story expects none. */
  readonly faults: readonly string[];
  /** Writes a picture into the folder that `SCREENSHOTS` names, or a new one. */
  readonly picture: (name: string) => Promise<void>;
}

const folder = process.env["SCREENSHOTS"] ?? mkdtempSync(join(tmpdir(), "countersign-console-"));

/** Opens a window of its own, with no memory but what is given. */
export async function visit(options: VisitOptions): Promise<Visit> {
  const { browser, url, width = "desk", colorScheme = "light", apiKey, storageState } = options;
  const context = await browser.newContext({
    baseURL: url,
    viewport: widths[width],
    colorScheme,
    reducedMotion: "reduce",
    timezoneId: "Europe/Berlin",
    ...(storageState !== undefined && { storageState }),
    ...(apiKey !== undefined && { extraHTTPHeaders: { authorization: `Bearer ${apiKey}` } }),
  });
  const faults: string[] = [];
  const page = await context.newPage();
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => {
    // The browser itself reports every refused request; the API's own refusals are part of a story.
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) {
      faults.push(message.text());
    }
  });
  page.on("request", (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith("data:")) {
      faults.push(`asked elsewhere: ${request.url()}`);
    }
  });
  return {
    page,
    faults,
    picture: async (name) => {
      mkdirSync(folder, { recursive: true });
      await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`) });
    },
    [Symbol.asyncDispose]: async () => await context.close(),
  };
}
