import { setTimeout as sleep } from "node:timers/promises";
import { DatabaseUnreachable } from "./database-error.ts";
import { LateAnswer } from "../../within-time.ts";

/** Gateway and database are often started together; one that is up but busy answers long before. */
const PATIENCE_MS = 10_000;
const PAUSE_MS = 250;

/**
 * What `ask` gives once the database can be reached. What a database says that does answer, a wrong password for one, is
 * told at once.
 *
 * @throws GatewayError `store_unavailable` when it cannot be reached for ten seconds.
 */
export async function whenReachable<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  const endsAt = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      const isReachable = !(error instanceof DatabaseUnreachable || error instanceof LateAnswer);
      if (isReachable || performance.now() + PAUSE_MS > endsAt) throw error;
    }
    await sleep(PAUSE_MS);
  }
}
