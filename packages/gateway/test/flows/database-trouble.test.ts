import { setTimeout as pause } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { createDatabase } from "../support/postgres/create-database.ts";
import type { TroubleProxy } from "../support/postgres/trouble-proxy.ts";
import { waitUntil } from "../support/wait-until.ts";
import { SteadySenders } from "./support/steady-senders.ts";
import type { SendersReport } from "./support/steady-senders.ts";
import {
  MOST_CONNECTIONS,
  acknowledgesAgain,
  countConnections,
  countRows,
  deliveredEvents,
  startTroubledGateway,
} from "./support/troubled-gateway.ts";
import type { TroubledGateway } from "./support/troubled-gateway.ts";

const SENDERS = 8;
/** Long enough that what waits for the database is given up, and what waits behind that as well. */
const TROUBLE_MS = 5000;
/** Acknowledgements before and after, when all is well. */
const CALM = 20;
const TEST_TIMEOUT_MS = 120_000;

interface Trouble {
  readonly name: string;
  begin(proxy: TroubleProxy): void | Promise<void>;
  end(proxy: TroubleProxy): void | Promise<void>;
}

const troubles: readonly Trouble[] = [
  {
    name: "accepts connections and answers nothing",
    begin: (proxy) => proxy.freeze(),
    end: (proxy) => proxy.thaw(),
  },
  {
    name: "vanishes from the connections that are open",
    begin: (proxy) => proxy.freezeOpen(),
    end: async (proxy) => {
      // All but the one that listens, on which nothing is expected.
      await waitUntil("they are given up", () => proxy.frozenCount <= 1);
      proxy.thaw();
    },
  },
  { name: "refuses connections", begin: (proxy) => proxy.refuse(), end: (proxy) => proxy.accept() },
  {
    name: "breaks every connection again and again",
    begin: async (proxy) => {
      for (let round = 0; round < 10; round += 1) {
        proxy.cut();
        await pause(100);
      }
    },
    end: (proxy) => proxy.cut(),
  },
  {
    name: "is lost before each COMMIT",
    begin: (proxy) => void (proxy.commitTrouble = "lost"),
    end: (proxy) => void (proxy.commitTrouble = "none"),
  },
  {
    name: "is lost between each COMMIT and its answer",
    begin: (proxy) => void (proxy.commitTrouble = "unanswered"),
    end: (proxy) => void (proxy.commitTrouble = "none"),
  },
  {
    name: "answers each COMMIT when it was given up",
    begin: (proxy) => void (proxy.commitTrouble = "late"),
    end: (proxy) => void (proxy.commitTrouble = "none"),
  },
];

describe("while the database", () => {
  test.for(troubles)(
    "$name, senders get 503 and no false 200, and it serves by itself afterwards",
    { timeout: TEST_TIMEOUT_MS },
    async (trouble, { annotate }) => {
      const { database, gateway, report, recoveredAfterMs } = await sendThrough(trouble);
      const { acknowledged, answers, slowestRefusalMs } = report;
      await annotate(
        `slowest 503 after ${slowestRefusalMs} ms, serving again after ${recoveredAfterMs} ms, ` +
          `${acknowledged.size} acknowledged`,
      );

      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 503]));
      // Each sender went on until it was acknowledged: so many messages, so many events, one id each.
      const ids = [...acknowledged.values()].flatMap((each) => [...each]);
      expect(ids.length).toBe(acknowledged.size);
      expect(await countRows(database, "events")).toBe(acknowledged.size);
      await waitUntil("each is delivered", () =>
        ids.every((id) => deliveredEvents(gateway.receiver).has(id)),
      );

      expect(gateway.proxy.openCount).toBeLessThanOrEqual(MOST_CONNECTIONS);
      await waitUntil(
        "the server and the gateway agree on their connections",
        async () => (await countConnections(database)) === gateway.proxy.openCount,
      );
      expect(await gateway.process.stop()).toBe(0);
      await waitUntil("no connection is left", async () => (await countConnections(database)) === 0);
    },
  );
});

interface Passed {
  readonly database: string;
  readonly gateway: TroubledGateway;
  readonly report: SendersReport;
  readonly recoveredAfterMs: number;
}

/** Sends before, during and after a trouble. */
async function sendThrough(trouble: Trouble): Promise<Passed> {
  const database = await createDatabase();
  const gateway = await startTroubledGateway(database);
  const senders = SteadySenders.start(gateway.sourceUrl, SENDERS);
  await senders.acknowledged(CALM);
  await trouble.begin(gateway.proxy);
  await pause(TROUBLE_MS);
  await trouble.end(gateway.proxy);
  const recoveredAfterMs = await acknowledgesAgain(gateway, senders);
  await senders.acknowledged(CALM);
  return { database, gateway, report: await senders.stop(), recoveredAfterMs };
}
