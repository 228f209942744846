import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Aging, DAY_MS, actor, reason } from "./aging.ts";
import { databaseOf, sqliteHarness } from "./sqlite-harness.ts";

/** Of each blob, enough bytes from its middle to be found nowhere else. */
const MARKER_BYTES = 32;

/** Larger than a page, so that the blobs lie in pages of their own as well as in those of the table. */
const LARGE_BODY = Buffer.alloc(40_000, "large ");

function markersOf(aging: Aging, retentionClass = "%"): readonly Buffer[] {
  const database = databaseOf(aging.scenario);
  const rows = database
    .prepare("SELECT sealed FROM blobs WHERE retention_class LIKE ?")
    .all(retentionClass) as { readonly sealed: Uint8Array }[];
  return rows.map(({ sealed }) => {
    const start = Math.floor((sealed.length - MARKER_BYTES) / 2);
    return Buffer.from(sealed.subarray(start, start + MARKER_BYTES));
  });
}

async function filesOf(aging: Aging): Promise<Buffer> {
  const { place } = aging.scenario;
  return Buffer.concat(await Promise.all((await readdir(place)).map((name) => readFile(join(place, name)))));
}

async function startWithPayloads(): Promise<Aging> {
  const aging = await Aging.start(sqliteHarness);
  for (let index = 0; index < 60; index += 1) {
    await aging.accept(`many-${index}`, index % 3 === 0 ? { body: LARGE_BODY } : {});
    await aging.deliverAll();
  }
  return aging;
}

describe("the files of a store", () => {
  test("hold no byte of a purged payload or answer, while it is open and after it is closed", async () => {
    const aging = await startWithPayloads();
    const markers = markersOf(aging);
    const before = await filesOf(aging);
    // The control: the same search finds each of them before.
    expect(markers.filter((marker) => before.includes(marker))).toHaveLength(120);
    aging.now += 31 * DAY_MS;
    expect((await aging.purge()).isFlushed).toBe(true);
    const whileOpen = await filesOf(aging);
    expect(markers.filter((marker) => whileOpen.includes(marker))).toEqual([]);
    await aging.scenario.store.close();
    const afterClose = await filesOf(aging);
    expect(markers.filter((marker) => afterClose.includes(marker))).toEqual([]);
  });

  test("hold no byte of a blob as it was before one of its events was erased", async () => {
    const aging = await Aging.start(sqliteHarness);
    const ids = await Promise.all(["a", "b"].map((key) => aging.accept(key, { body: LARGE_BODY })));
    await aging.deliverAll();
    const markers = markersOf(aging, "payload");
    const { organizationId } = aging;
    const asked = { organizationId, eventId: ids[0] ?? "", reason };
    expect(await aging.scenario.store.retention.erasePayload(actor, asked)).toBe("erased");
    const files = await filesOf(aging);
    expect(markers.filter((marker) => files.includes(marker))).toEqual([]);
    expect(await aging.payloadsOf(ids)).toEqual(["payload_purged", "there"]);
  });

  test("hold no key of a week that was shredded", async () => {
    const aging = await startWithPayloads();
    const database = databaseOf(aging.scenario);
    const keys = database
      .prepare("SELECT wrapped_key AS wrapped FROM data_keys WHERE purpose = 'payload'")
      .all() as { readonly wrapped: Uint8Array }[];
    const markers = [...keys.map(({ wrapped }) => Buffer.from(wrapped)), ...markersOf(aging)];
    const { organizationId } = aging;
    const asked = { organizationId, week: aging.now, reason };
    expect(await aging.scenario.store.retention.shredWeek(actor, asked)).toBe("shredded");
    const files = await filesOf(aging);
    expect(markers.filter((marker) => files.includes(marker))).toEqual([]);
  });

  test("are as SQLite wants them after all that", async () => {
    const aging = await startWithPayloads();
    aging.now += 401 * DAY_MS;
    await aging.purge();
    const database = databaseOf(aging.scenario);
    expect(database.prepare("PRAGMA integrity_check").all()).toEqual([{ integrity_check: "ok" }]);
    for (const table of ["events", "deliveries", "attempts", "blobs", "blob_ages", "event_hours"]) {
      const counted = database.prepare(`SELECT count(*) AS left FROM ${table}`).all();
      expect([table, counted]).toEqual([table, [{ left: 0 }]]);
    }
    expect(database.prepare("SELECT count(*) AS left FROM forgotten_events").all()).toEqual([{ left: 60 }]);
  });
});

describe("a purge under load", () => {
  test("loses no event that is accepted meanwhile, and delivers each", async () => {
    const aging = await startWithPayloads();
    const { scenario } = aging;
    aging.now += 31 * DAY_MS;
    const accepted: string[] = [];
    const purging = new AbortController();
    const load = (async () => {
      for (let round = 0; !purging.signal.aborted || round < 10; round += 1) {
        const keys = Array.from({ length: 8 }, (_, index) => `load-${round}-${index}`);
        accepted.push(...(await Promise.all(keys.map((key) => aging.accept(key)))));
        await aging.deliverAll();
      }
    })();
    const steps: number[] = [];
    const pace = {
      now: aging.now,
      rest: async (stepMs: number) => {
        steps.push(stepMs);
        await new Promise((resolve) => setTimeout(resolve, 5));
      },
    };
    const policy = { payloadMs: 30 * DAY_MS, metadataMs: 30 * DAY_MS, auditMs: 30 * DAY_MS };
    const { purged } = await scenario.store.retention.purge(policy, pace);
    purging.abort();
    await load;
    expect(purged.find(({ what }) => what === "metadata")?.items).toBe(60);
    expect(steps.length).toBeGreaterThan(3);
    expect(new Set(accepted).size).toBe(accepted.length);
    await scenario.reopen({ now: () => aging.now });
    for (const eventId of accepted) {
      expect(await aging.payloadOf(eventId)).toBe("there");
      expect(await scenario.stateOf(eventId)).toBe("delivered");
    }
  });
});
