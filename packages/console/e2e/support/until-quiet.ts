import { setTimeout as after } from "node:timers/promises";
import type { Page } from "playwright-core";

/** Outlines of what is on its way, lists that are read, buttons that wait. */
const BUSY = '[data-busy], [aria-busy="true"], [data-loading="true"]';

/** A screen asks for its next answer within a few frames of the last one. */
const QUIET_MS = 100;
/** A browser that the machine gives hardly any time may have no idle moment at all. */
const MAX_IDLE_WAIT_MS = 1000;
/** Far beyond what a screen takes; then it is looked at as it is, and what is missing tells. */
const MAX_WAIT_MS = 30_000;

/**
 * Waits until nothing was asked for a while, the page has nothing left to do, and nothing says that it is on its way. The
 * network alone does not tell: a busy browser asks late.
 *
 * @param asked how many requests are under way.
 */
export async function untilQuiet(page: Page, asked: () => number): Promise<void> {
  const end = Date.now() + MAX_WAIT_MS;
  while (Date.now() < end) {
    await after(QUIET_MS);
    if (asked() > 0) continue;
    if ((await isIdle(page)) && asked() === 0) return;
  }
}

/** The page says so once it has drawn what came last: until then the answer waits, however slow the machine is. */
async function isIdle(page: Page): Promise<boolean> {
  return await page.evaluate(
    async ({ busy, timeout }) => {
      await new Promise((resolve) => requestIdleCallback(resolve, { timeout }));
      return document.querySelector(busy) === null;
    },
    { busy: BUSY, timeout: MAX_IDLE_WAIT_MS },
  );
}
