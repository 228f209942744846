import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { openPostgresStore } from "../../src/store/postgres/open-postgres-store.ts";
import { openHttpReceiver } from "../deliver/support/http-receiver.ts";
import { NABLA_SECRET, postNabla } from "../flows/support/senders.ts";
import { masterKey } from "../store/postgres-harness.ts";
import type { StoreHarness } from "../store/scenario.ts";
import { acceptingSuite } from "../store/suite-accepting.ts";
import { configurationSuite } from "../store/suite-configuration.ts";
import { dedupeSuite } from "../store/suite-dedupe.ts";
import { deliveringSuite } from "../store/suite-delivering.ts";
import { keysSuite } from "../store/suite-keys.ts";
import { replaysSuite } from "../store/suite-replays.ts";
import { createDatabase } from "../support/postgres/create-database.ts";
import { waitUntil } from "../support/wait-until.ts";
import { PgBouncer, findPgBouncer } from "./support/pgbouncer.ts";
import { callApi, setUp, startOnDatabase } from "./support/start-gateways.ts";

const EVENTS = 20;

const program = findPgBouncer();

// CI installs it; elsewhere the name of what is left out says why.
describe.skipIf(program === undefined)(
  "through PgBouncer in transaction mode, which has to be installed",
  () => {
    let bouncer: PgBouncer;

    beforeAll(async () => {
      bouncer = await PgBouncer.start(program ?? "", inject("postgresUrl"));
    });
    afterAll(() => bouncer[Symbol.asyncDispose]());

    // What takes locks, makes batches and sets limits of time; the whole suite would prove no more of the pooler.
    const harness: StoreHarness = {
      createPlace: async () => bouncer.through(await createDatabase()),
      open: (place, { maxDatabaseBytes: _ofFilesOnly, ...options } = {}) =>
        openPostgresStore({ url: place, masterKey, isPreparing: false, ...options }),
    };
    acceptingSuite(harness);
    dedupeSuite(harness);
    deliveringSuite(harness);
    configurationSuite(harness);
    keysSuite(harness);
    replaysSuite(harness);

    test("two gateways receive and deliver, and wake each other past the pooler", async () => {
      await using receiver = await openHttpReceiver();
      const direct = await createDatabase();
      const flags = { databasePrepare: "off", databaseListen: direct };
      const [a, b] = [
        await startOnDatabase(bouncer.through(direct), flags),
        await startOnDatabase(bouncer.through(direct), flags),
      ];
      const { key: apiKey } = (await setUp(a)).json as { readonly key: string };
      await callApi(a, "sources", {
        apiKey,
        body: { name: "nabla", scheme: "nabla", secrets: [NABLA_SECRET] },
      });
      const secrets = [`whsec_${Buffer.alloc(32, 3).toString("base64")}`];
      const endpoint = { name: "ehr", scheme: "standard-webhooks", url: receiver.url, secrets };
      await callApi(b, "endpoints", { apiKey, body: endpoint });
      const sent = Array.from({ length: EVENTS }, (_, event) =>
        postNabla(`${(event % 2 === 0 ? a : b).url}/in/northside/nabla`, `evt-${event}`),
      );
      expect(new Set((await Promise.all(sent)).map(({ status }) => status))).toEqual(new Set([200]));
      await waitUntil("all are delivered", () => receiver.requests.length === EVENTS);
      const delivered = receiver.requests.map((request) => request.header("countersign-event"));
      expect(new Set(delivered).size).toBe(EVENTS);
      for (const { lines } of [a, b]) {
        expect(lines.map(({ event }) => event)).not.toContain("wake_channel_lost");
      }
    });

    // The control: what the setting is there for.
    test("prepared statements, which its connections do not share, would be refused", async () => {
      const url = bouncer.through(await createDatabase());
      const stores = [1, 2].map(() => openPostgresStore({ url, masterKey, isPreparing: true }));
      const opened = (await Promise.allSettled(stores)).flatMap((one) =>
        one.status === "fulfilled" ? [one.value] : [],
      );
      const probes = opened.flatMap((store) => Array.from({ length: EVENTS }, () => store.probe()));
      const refused = (await Promise.allSettled(probes)).filter(({ status }) => status === "rejected");
      await Promise.all(opened.map((store) => store.close()));
      expect(refused.length + stores.length - opened.length).toBeGreaterThan(0);
    });

    test("a connection that is left is not kept from others: its limits of time are its transaction's", async () => {
      const direct = await createDatabase();
      const store = await openPostgresStore({ url: bouncer.through(direct), masterKey, isPreparing: false });
      await store.probe();
      await store.close();
      const client = new pg.Client({ connectionString: bouncer.through(direct) });
      await client.connect();
      const { rows } = await client.query("SHOW statement_timeout");
      await client.end();
      expect(rows).toEqual([{ statement_timeout: "0" }]);
    });
  },
);
