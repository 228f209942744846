import { spawn } from "node:child_process";
import type { ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import { MasterKeyRing } from "../../dist/secrets/master-key-ring.js";
import { SealedStore } from "../../dist/store/sealed-store.js";
import { sqliteEngine } from "../../dist/store/sqlite/sqlite-engine.js";
import { Writer } from "../../dist/store/sqlite/writer.js";
import { Scenario, START, codeOf, configurationDocument, first, openUntilTestEnds } from "./scenario.ts";
import { databaseOf, masterKey, sqliteHarness } from "./sqlite-harness.ts";

const FIXTURE = fileURLToPath(new URL("./accepting-process.fixture.mjs", import.meta.url));
const ACKNOWLEDGED_BEFORE_KILL = [1, 50, 400];
const MIB = 1024 * 1024;

function startAccepting(place: string): ChildProcessByStdio<null, Readable, null> {
  return spawn(process.execPath, [FIXTURE, place, JSON.stringify(configurationDocument())], {
    stdio: ["ignore", "pipe", "inherit"],
  });
}

/** Starts a process that accepts, kills it after so many acknowledgements, and gives all that it acknowledged. */
async function acknowledgedUntilKilled(place: string, count: number): Promise<ReadonlyMap<string, string>> {
  const child = startAccepting(place);
  const exited = once(child, "exit");
  const acknowledged = new Map<string, string>();
  for await (const line of createInterface({ input: child.stdout })) {
    const [id = "", key = ""] = line.split(" ");
    acknowledged.set(id, key);
    if (acknowledged.size === count) child.kill("SIGKILL");
  }
  await exited;
  return acknowledged;
}

describe("a killed process", () => {
  // That the next store opens at all shows as well that the lock went with the process.
  test.each(ACKNOWLEDGED_BEFORE_KILL)(
    "leaves every event it acknowledged, once and with its delivery, after %i acknowledgements",
    async (count) => {
      const place = await sqliteHarness.createPlace();
      const acknowledged = await acknowledgedUntilKilled(place, count);
      expect(acknowledged.size).toBeGreaterThanOrEqual(count);
      const store = await openUntilTestEnds(sqliteHarness, place);
      const { organizations } = await store.loadConfiguration();
      const organizationId = first(organizations).id;
      for (const [id, key] of acknowledged) {
        const event = await store.readEvent(organizationId, id);
        expect(Buffer.from(event?.body ?? []).toString()).toBe(key);
        const deliveries = await store.listDeliveries(organizationId, id);
        expect(deliveries.map(({ state }) => state)).toEqual(["pending"]);
      }
      await store.close();
      const database = databaseOf({ place });
      expect(database.prepare("PRAGMA integrity_check").all()).toEqual([{ integrity_check: "ok" }]);
      expect(database.prepare("PRAGMA foreign_key_check").all()).toEqual([]);
    },
  );
});

describe("the writer thread", () => {
  test("rejects all that waits and all that comes, and says that the store has failed, when it dies", async () => {
    const place = await sqliteHarness.createPlace();
    const data = { dataDirectory: place, masterKeyFingerprints: [masterKey.fingerprint], now: START };
    const writer = await Writer.start(data);
    const store = new SealedStore({ engine: sqliteEngine(writer), masterKeys: new MasterKeyRing(masterKey) });
    await store.applyConfiguration(configurationDocument());
    const before = codeOf(store.probe());
    // The thread throws, and dies, on a call it does not know.
    const fatal = codeOf(writer.call("no such operation" as never, [] as never));
    const waiting = codeOf(store.probe());
    const failure = await store.failed;
    expect(failure).toMatchObject({ code: "store_unavailable" });
    expect(await before).toBe("no error");
    expect(await Promise.all([fatal, waiting])).toEqual(["store_unavailable", "store_unavailable"]);
    expect(await codeOf(store.probe())).toBe("store_unavailable");
    await store.close();
  });

  test("carries out calls that share a transaction with one that fails", async () => {
    const scenario = await Scenario.start(sqliteHarness);
    await scenario.acceptMany(4);
    await scenario.store.close();
    const writer = await Writer.start({
      dataDirectory: scenario.place,
      masterKeyFingerprints: [masterKey.fingerprint],
      now: START,
    });
    const engine = sqliteEngine(writer);
    onTestFinished(() => engine.close());
    const { organization, endpoint } = scenario;
    const { id: organizationId, configVersion } = organization;
    const wanted = {
      organizationId,
      configVersion,
      endpointId: endpoint.id,
      limit: 2,
      concurrency: 9,
      leaseMs: 1,
    };
    // All of them arrive before the first is done; a limit that is none makes the database refuse.
    const calls = [2, Number.NaN, 2].map((limit) =>
      engine.claim({ now: START, wanted: [{ ...wanted, limit }] }),
    );
    const outcomes = await Promise.allSettled(calls);
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    const claimed = outcomes.flatMap((outcome) =>
      outcome.status === "fulfilled" ? outcome.value.claimed : [],
    );
    expect(claimed.map(({ id, token }) => [id, token])).toEqual([1, 2, 3, 4].map((id) => [id, 1]));
  });

  test("does not fail when it is closed", async () => {
    const scenario = await Scenario.start(sqliteHarness);
    let hasFailed = false;
    void scenario.store.failed.then(() => (hasFailed = true));
    await scenario.store.close();
    await new Promise((resolve) => setImmediate(resolve));
    expect(hasFailed).toBe(false);
  });
});

describe("the data directory", () => {
  test("is refused to a second store while one has it open", async () => {
    const scenario = await Scenario.start(sqliteHarness);
    expect(await codeOf(sqliteHarness.open(scenario.place))).toBe("data_directory_in_use");
    await scenario.store.close();
    await (await sqliteHarness.open(scenario.place)).close();
  });

  test("is refused while another process has it open", async () => {
    const place = await sqliteHarness.createPlace();
    const child = startAccepting(place);
    onTestFinished(() => void child.kill("SIGKILL"));
    await once(child.stdout, "data");
    expect(await codeOf(sqliteHarness.open(place))).toBe("data_directory_in_use");
    const exited = once(child, "exit");
    child.kill("SIGKILL");
    await exited;
    await (await sqliteHarness.open(place)).close();
  });

  test("gives nobody but its owner the files of the store", async () => {
    const scenario = await Scenario.start(sqliteHarness);
    await scenario.acceptMany(1);
    for (const name of ["countersign.db", "countersign.db-wal"]) {
      expect((await stat(join(scenario.place, name))).mode & 0o077).toBe(0);
    }
  });

  test("can be read by others while a store has it open", async () => {
    const scenario = await Scenario.start(sqliteHarness);
    await scenario.acceptMany(3);
    const database = databaseOf(scenario);
    expect(database.prepare("SELECT count(*) AS count FROM events").get()).toEqual({ count: 3 });
  });
});

describe("a store that is full", () => {
  test("is unavailable, keeps what it had, and recovers by itself when there is room", async () => {
    const scenario = await Scenario.start(sqliteHarness, configurationDocument(), {
      maxDatabaseBytes: 2 * MIB,
    });
    const body = Buffer.alloc(64 * 1024, 1);
    const stored: string[] = [];
    let code = "no error";
    for (let index = 0; index < 100 && code === "no error"; index += 1) {
      const event = scenario.event({ body, dedupe: { kind: "event_id", key: `${index}` } });
      code = await codeOf(
        scenario.store
          .accept(event)
          .then((result) => result.outcome === "accepted" && stored.push(result.eventId)),
      );
    }
    expect(code).toBe("store_unavailable");
    expect(await codeOf(scenario.store.probe())).toBe("store_unavailable");
    const page = { afterPosition: 0, limit: 1000 };
    const events = await scenario.store.listEvents(scenario.organization.id, page);
    expect(events.map(({ eventId }) => eventId)).toEqual(stored);

    const database = databaseOf(scenario);
    database.exec("DELETE FROM blobs WHERE id IN (SELECT id FROM blobs ORDER BY id LIMIT 5)");
    const after = scenario.event({ body, dedupe: { kind: "event_id", key: "after" } });
    expect((await scenario.store.accept(after)).outcome).toBe("accepted");
    expect(await codeOf(scenario.store.probe())).toBe("no error");
  });

  test("does not probe well while another process keeps it locked, and does again afterwards", async () => {
    const scenario = await Scenario.start(sqliteHarness);
    const database = databaseOf(scenario);
    database.exec("BEGIN IMMEDIATE");
    expect(await codeOf(scenario.store.probe())).toBe("store_unavailable");
    database.exec("ROLLBACK");
    expect(await codeOf(scenario.store.probe())).toBe("no error");
  });
});
