import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { connect } from "../store/postgres-gateways.ts";
import { createDatabase } from "../support/postgres/create-database.ts";
import { waitUntil } from "../support/wait-until.ts";
import { SteadySenders } from "./support/steady-senders.ts";
import {
  acknowledgesAgain,
  countRows,
  deliveredEvents,
  startTroubledGateway,
} from "./support/troubled-gateway.ts";

const SENDERS = 4;
/** Acknowledgements before and after, when all is well. */
const CALM = 20;
/** Longer than waiting for a lock may take, so that everybody's is given up. */
const LOCKED_MS = 3000;
const TEST_TIMEOUT_MS = 90_000;

describe("while a session of somebody else holds", () => {
  test.for([
    ["the row of the organization", "SELECT 1 FROM organizations FOR UPDATE"],
    ["the rows of the endpoints' state", "SELECT 1 FROM endpoint_state FOR UPDATE"],
    // What is written to it has the COMMIT right behind it.
    ["the table of the events", "LOCK TABLE events IN EXCLUSIVE MODE"],
  ] as const)(
    "%s, senders get 503 and never a false 200, and it serves by itself afterwards",
    { timeout: TEST_TIMEOUT_MS },
    async ([, lock], { annotate }) => {
      const database = await createDatabase();
      const gateway = await startTroubledGateway(database);
      const other = await connect(database);
      const senders = SteadySenders.start(gateway.sourceUrl, SENDERS);
      await senders.acknowledged(CALM);
      await other.query("BEGIN");
      await other.query(lock);
      await pause(LOCKED_MS);
      await other.query("ROLLBACK");
      const recoveredAfterMs = await acknowledgesAgain(gateway, senders);
      const { acknowledged, answers, slowestRefusalMs } = await senders.stop();
      await annotate(`slowest 503 after ${slowestRefusalMs} ms, serving again after ${recoveredAfterMs} ms`);

      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 503]));
      const ids = [...acknowledged.values()].flatMap((each) => [...each]);
      expect(ids.length).toBe(acknowledged.size);
      expect(await countRows(database, "events")).toBe(acknowledged.size);
      await waitUntil("each is delivered", () =>
        ids.every((id) => deliveredEvents(gateway.receiver).has(id)),
      );
    },
  );
});

test(
  "a gateway that stands still with rows locked keeps the others waiting for a moment only",
  { timeout: TEST_TIMEOUT_MS },
  async ({ annotate }) => {
    const database = await createDatabase();
    const still = await startTroubledGateway(database);
    const other = await startTroubledGateway(database);
    const atStill = SteadySenders.start(still.sourceUrl, 1);
    // It has read what it needs for its first event, so that the next thing it does is to store one.
    await atStill.acknowledged(CALM);
    still.proxy.commitTrouble = "unsent";
    await waitUntil("it holds locks", async () => {
      // Written to, so that its row is locked: other transactions stand idle for a moment as well, and lock nothing.
      const holding = "relation = 'endpoint_state'::regclass AND mode = 'RowExclusiveLock'";
      const idle = "pg_locks JOIN pg_stat_activity USING (pid) WHERE state = 'idle in transaction'";
      return (await countRows(database, `${idle} AND ${holding}`)) > 0;
    });
    still.process.signal("SIGSTOP");
    const stoppedAt = performance.now();
    const atOther = SteadySenders.start(other.sourceUrl, SENDERS);
    await waitUntil("the other one acknowledges", () => atOther.countOf(200) > 0);
    await annotate(`the other one serves ${Math.round(performance.now() - stoppedAt)} ms later`);

    still.process.signal("SIGCONT");
    still.proxy.commitTrouble = "none";
    const reports = [await atOther.stop(), await atStill.stop()];
    const statuses = reports.flatMap(({ answers }) => answers.map(({ status }) => status));
    expect(new Set(statuses)).toEqual(new Set([200, 503]));
    const total = reports.reduce((sum, { acknowledged }) => sum + acknowledged.size, 0);
    expect(await countRows(database, "events")).toBe(total);
  },
);
