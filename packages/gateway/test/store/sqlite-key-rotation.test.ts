import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
// Built output: the writer is a thread, and Node 20 starts none from TypeScript.
import { MasterKeyRing } from "../../dist/secrets/master-key-ring.js";
import { SealedStore } from "../../dist/store/sealed-store.js";
import { sqliteEngine } from "../../dist/store/sqlite/sqlite-engine.js";
import { Writer } from "../../dist/store/sqlite/writer.js";
import { dataKeyPlace } from "../../src/secrets/data-keys.ts";
import { createMasterKey } from "../../src/secrets/master-key.ts";
import type { MasterKey } from "../../src/secrets/master-key.ts";
import { openValue } from "../../src/secrets/sealed-value.ts";
import { Scenario, START, codeOf } from "./scenario.ts";
import { databaseOf, masterKey, sqliteHarness } from "./sqlite-harness.ts";

const WEEK_MS = 7 * 24 * 3600 * 1000;
/** More than one step of the rotation. */
const WEEKS = 150;
const actor = { kind: "api_key", name: "on-call" } as const;
const next = createMasterKey(Buffer.alloc(32, 21));

interface DataKeyColumns {
  readonly id: number;
  readonly organizationId: number;
  readonly wrapped: Uint8Array;
}

function dataKeysOf(scenario: Scenario): readonly DataKeyColumns[] {
  return databaseOf(scenario)
    .prepare("SELECT id, organization_id AS organizationId, wrapped_key AS wrapped FROM data_keys")
    .all() as DataKeyColumns[];
}

function opens({ key }: MasterKey, { id, organizationId, wrapped }: DataKeyColumns): boolean {
  try {
    openValue(key, dataKeyPlace(organizationId, id), wrapped);
    return true;
  } catch {
    return false;
  }
}

/** A store with a data key for each of many weeks. */
async function startWithManyKeys(): Promise<Scenario> {
  let now = START;
  const scenario = await Scenario.start(sqliteHarness, undefined, { now: () => now });
  for (let week = 0; week < WEEKS; week += 1) {
    now += WEEK_MS;
    await scenario.acceptMany(1, { receivedAt: now });
  }
  return scenario;
}

async function filesOf({ place }: Scenario): Promise<Buffer> {
  const names = await readdir(place);
  return Buffer.concat(await Promise.all(names.map((name) => readFile(join(place, name)))));
}

describe("a rotation of the master key", () => {
  test("leaves no key that the old master key opens, neither in a row nor anywhere in the files", async () => {
    const scenario = await startWithManyKeys();
    const before = dataKeysOf(scenario);
    expect(before.length).toBeGreaterThan(WEEKS);
    // The control: they all open with the old key, and their bytes are found.
    expect(before.every((row) => opens(masterKey, row))).toBe(true);
    const filesBefore = await filesOf(scenario);
    expect(before.every(({ wrapped }) => filesBefore.includes(Buffer.from(wrapped)))).toBe(true);

    expect(await scenario.store.keys.rotateMasterKey(actor, next)).toEqual({
      outcome: "rotated",
      isFlushed: true,
    });
    const after = dataKeysOf(scenario);
    expect(after.some((row) => opens(masterKey, row))).toBe(false);
    expect(after.every((row) => opens(next, row))).toBe(true);
    const filesAfter = await filesOf(scenario);
    expect(before.filter(({ wrapped }) => filesAfter.includes(Buffer.from(wrapped)))).toEqual([]);
    await scenario.store.close();
    expect(await codeOf(sqliteHarness.open(scenario.place))).toBe("master_key_mismatch");
  });

  test("that was cut short needs both keys to start, reads everything, and goes on where it was", async () => {
    const scenario = await startWithManyKeys();
    await scenario.store.close();
    await rotateAndDieAfterOneStep(scenario.place);
    const halfway = dataKeysOf(scenario);
    expect(halfway.some((row) => opens(masterKey, row))).toBe(true);
    expect(halfway.some((row) => opens(next, row))).toBe(true);

    expect(await codeOf(sqliteHarness.open(scenario.place))).toBe("master_key_mismatch");
    expect(await codeOf(sqliteHarness.open(scenario.place, { masterKey: next }))).toBe("master_key_mismatch");
    await scenario.reopen({ nextMasterKey: next });
    const events = await scenario.store.listEvents(scenario.organization.id, {
      afterPosition: 0,
      limit: 1000,
    });
    expect(events).toHaveLength(WEEKS);
    for (const { eventId } of events) {
      expect(await scenario.store.readEvent(scenario.organization.id, eventId)).toBeDefined();
    }
    const elsewhere = createMasterKey(Buffer.alloc(32, 22));
    expect(await scenario.store.keys.rotateMasterKey(actor, elsewhere)).toEqual({
      outcome: "other_rotation",
    });
    expect(await scenario.store.keys.rotateMasterKey(actor, next)).toMatchObject({ outcome: "rotated" });
    expect(dataKeysOf(scenario).some((row) => opens(masterKey, row))).toBe(false);
  });

  test("that ended just before a crash starts with both keys, and then forgets the old one", async () => {
    const scenario = await startWithManyKeys();
    await scenario.store.keys.rotateMasterKey(actor, next);
    await scenario.reopen({ nextMasterKey: next });
    expect(await scenario.store.keys.status()).toMatchObject({ current: next.fingerprint });
    await scenario.acceptMany(1, { receivedAt: START - WEEK_MS });
    expect(dataKeysOf(scenario).every((row) => opens(next, row))).toBe(true);
  });
});

/** Ends the writer when the first of the keys are wrapped anew, as the death of the process would. */
async function rotateAndDieAfterOneStep(place: string): Promise<void> {
  const data = { dataDirectory: place, masterKeyFingerprints: [masterKey.fingerprint], now: START };
  const writer = await Writer.start(data);
  const engine = sqliteEngine(writer);
  const rewrapKeys: typeof engine.rewrapKeys = async (from, rows) => {
    await engine.rewrapKeys(from, rows);
    await writer.close();
  };
  const store = new SealedStore({
    engine: { ...engine, rewrapKeys },
    masterKeys: new MasterKeyRing(masterKey),
  });
  expect(await codeOf(store.keys.rotateMasterKey(actor, next))).toBe("store_unavailable");
}
