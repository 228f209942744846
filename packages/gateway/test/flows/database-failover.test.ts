import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import { administer } from "../support/postgres/administer.ts";
import { findPostgres } from "../support/postgres/postgres-binaries.ts";
import { PostgresServer } from "../support/postgres/postgres-server.ts";
import type { TroubleProxy } from "../support/postgres/trouble-proxy.ts";
import { waitUntil } from "../support/wait-until.ts";
import { SteadySenders } from "./support/steady-senders.ts";
import {
  MOST_CONNECTIONS,
  acknowledgesAgain,
  countConnections,
  countRows,
  deliveredEvents,
  startProxy,
  startTroubledGateway,
} from "./support/troubled-gateway.ts";

const SENDERS = 8;
/** Acknowledgements before and after, when all is well. */
const CALM = 20;
/** How long whoever watches over the servers needs to see that the primary is gone. */
const DETECTION_MS = 1000;
const TEST_TIMEOUT_MS = 120_000;
const DATABASE = "countersign";

const binaries = await findPostgres();
const canCopy = existsSync(join(binaries.directory, "pg_basebackup"));

interface Pair {
  readonly primary: PostgresServer;
  readonly standby: PostgresServer;
  /** Between the gateway and them. */
  readonly proxy: TroubleProxy;
  /** Between the primary and the standby. */
  readonly replication: TroubleProxy;
}

interface Moment {
  readonly name: string;
  /** Brings the servers to where the primary is to be killed. */
  reach(pair: Pair): Promise<void>;
  /** Once it is dead. */
  leave(pair: Pair): Promise<void>;
}

const moments: readonly Moment[] = [
  { name: "under load", reach: () => Promise.resolve(), leave: () => Promise.resolve() },
  {
    name: "between COMMITs and their answers",
    reach: async ({ proxy }) => {
      proxy.commitTrouble = "late";
      await waitUntil("a COMMIT is held", () => proxy.troubledCommits > 0);
    },
    leave: ({ proxy }) => {
      proxy.cut();
      proxy.commitTrouble = "none";
      return Promise.resolve();
    },
  },
  {
    name: "while COMMITs wait for the standby, which never sees them",
    reach: async ({ primary, replication }) => {
      replication.freeze();
      await waitUntil("a COMMIT waits", async () => {
        return (await countRows(primary.url(), "pg_stat_activity WHERE wait_event = 'SyncRep'")) > 0;
      });
    },
    leave: ({ replication }) => {
      replication.cut();
      return Promise.resolve();
    },
  },
];

const leftOut = canCopy ? "" : " (left out: this Postgres has no pg_basebackup)";

describe.skipIf(!canCopy)(`when the primary is killed and its synchronous standby promoted${leftOut}`, () => {
  test.for(moments)(
    "$name, nothing acknowledged is lost or doubled, and it serves by itself",
    { timeout: TEST_TIMEOUT_MS },
    async (moment, { annotate }) => {
      const pair = await startPair();
      const { primary, standby, proxy } = pair;
      const gateway = await startTroubledGateway(primary.url(DATABASE), proxy);
      const senders = SteadySenders.start(gateway.sourceUrl, SENDERS);
      await senders.acknowledged(CALM);
      await moment.reach(pair);
      await primary.crash();
      await moment.leave(pair);
      await pause(DETECTION_MS);
      await administer(standby.url(), "SELECT pg_promote()");
      const before = senders.countOf(200);
      proxy.leadTo(standby.port);
      const recoveredAfterMs = await acknowledgesAgain(gateway, senders);
      await senders.acknowledged(CALM);
      const { acknowledged, answers, slowestRefusalMs } = await senders.stop();
      await annotate(
        `slowest 503 after ${slowestRefusalMs} ms, serving again ${recoveredAfterMs} ms after the promotion, ` +
          `${before} acknowledged before and ${acknowledged.size - before} after`,
      );

      expect(before).toBeGreaterThan(0);
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 503]));
      const ids = [...acknowledged.values()].flatMap((each) => [...each]);
      expect(ids.length).toBe(acknowledged.size);
      const database = standby.url(DATABASE);
      expect(await countRows(database, "events")).toBe(acknowledged.size);
      await waitUntil("each is delivered", () =>
        ids.every((id) => deliveredEvents(gateway.receiver).has(id)),
      );
      expect(proxy.openCount).toBeLessThanOrEqual(MOST_CONNECTIONS);
      await waitUntil(
        "the server and the gateway agree on their connections",
        async () => (await countConnections(database)) === proxy.openCount,
      );
    },
  );
});

async function startPair(): Promise<Pair> {
  const primary = await PostgresServer.start({ binaries });
  onTestFinished(() => primary.stop());
  await administer(primary.url(), `CREATE DATABASE ${DATABASE}`);
  const replication = await startProxy(primary.port);
  const standby = await PostgresServer.startStandby(primary, replication.port);
  onTestFinished(() => standby.stop());
  await administer(primary.url(), "ALTER SYSTEM SET synchronous_standby_names = '*'");
  await administer(primary.url(), "SELECT pg_reload_conf()");
  await waitUntil("the standby is synchronous", async () => {
    return (await countRows(primary.url(), "pg_stat_replication WHERE sync_state = 'sync'")) === 1;
  });
  return { primary, standby, replication, proxy: await startProxy(primary.port) };
}
