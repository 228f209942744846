import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page, Request } from "playwright-core";
import { untilQuiet } from "./until-quiet.ts";

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
  /** Looks at the same page in another way, as a window that is made narrower, or an evening. */
  readonly lookAs: (look: Look) => Promise<void>;
  /** Waits until the screen shows what it is about. */
  readonly untilLoaded: () => Promise<void>;
  /** Writes a picture into the folder that `SCREENSHOTS` names; without one, none is taken. */
  readonly picture: (name: string) => Promise<void>;
}

/** Where pictures go. */
export const pictureFolder = process.env["SCREENSHOTS"];

/** Is held open for as long as a screen follows it: a page with one is never without a request. */
const STREAM_PATH = "/api/v1/stream";

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
  await context.addInitScript(withoutTransitions);
  const faults: string[] = [];
  const page = await context.newPage();
  const asked = new Set<Request>();
  let seen: Look = { width, colorScheme };
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
    if (new URL(request.url()).pathname !== STREAM_PATH) asked.add(request);
  });
  page.on("requestfinished", (request) => asked.delete(request));
  page.on("requestfailed", (request) => asked.delete(request));
  return {
    page,
    faults,
    lookAs: async (look) => {
      seen = look;
      await page.setViewportSize(widths[look.width]);
      await page.emulateMedia({ colorScheme: look.colorScheme });
    },
    untilLoaded: async () => await untilQuiet(page, () => asked.size),
    picture: async (name) => {
      if (pictureFolder === undefined) return;
      mkdirSync(pictureFolder, { recursive: true });
      await page.screenshot({ path: join(pictureFolder, `${name}-${seen.width}-${seen.colorScheme}.png`) });
    },
    [Symbol.asyncDispose]: async () => await context.close(),
  };
}

/** Runs in the page: colors change at once, because one on its way from one look to another is nobody's to judge. */
function withoutTransitions(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("*, *::before, *::after { transition: none !important }");
  document.adoptedStyleSheets.push(sheet);
}
