import type { Page } from "playwright-core";

/** Outlines of what is on its way, lists that are read, buttons that wait. */
const BUSY = '[data-busy], [aria-busy="true"], [data-loading="true"]';

/** Waits until a screen shows what it is about. The network alone does not tell: a busy browser asks late. */
export async function untilLoaded(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle");
  await page.waitForFunction((busy) => document.querySelector(busy) === null, BUSY);
}
