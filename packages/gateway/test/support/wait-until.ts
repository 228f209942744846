import { setTimeout as sleep } from "node:timers/promises";

const POLL_MS = 50;
/** Far beyond what anything takes; only a failure gets there. */
const MAX_WAIT_MS = 30_000;

/** Asks again and again until the answer is yes. Throws, naming what was waited for, when it never is. */
export async function waitUntil(what: string, isTrue: () => boolean | Promise<boolean>): Promise<void> {
  const lastMoment = Date.now() + MAX_WAIT_MS;
  while (!(await isTrue())) {
    if (Date.now() > lastMoment) throw new Error(`never happened: ${what}`);
    await sleep(POLL_MS);
  }
}
