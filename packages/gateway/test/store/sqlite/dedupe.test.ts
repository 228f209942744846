import { describe, expect, test } from "vitest";
import { BEYOND_ALL_IDS } from "../../../src/store/beyond-all-ids.ts";
import { dedupeHash } from "../../../src/store/dedupe-verdict.ts";
import type { DedupeVerdict } from "../../../src/store/dedupe-verdict.ts";
import { dedupeIndex } from "../../../src/store/sqlite/dedupe.ts";
import type { DedupeIndex } from "../../../src/store/sqlite/dedupe.ts";
import type { Database } from "../../../src/store/sqlite/driver.ts";
import { inTransaction } from "../../../src/store/sqlite/transaction.ts";
import { seededRandom } from "../../support/seeded-random.ts";
import type { SeededRandom } from "../../support/seeded-random.ts";
import { createDedupeDatabase, digestsFor, judgeEventId, openDedupeDatabase } from "./dedupe-database.ts";

const TAIL_EVENTS = 16;
const STEPS = 400;
/** Few enough that keys repeat, and many enough that most events are new. */
const KEYS = 3000;
const SEEDS = [1, 2, 3, 4];

function idOf(verdict: DedupeVerdict): { readonly id?: number } {
  if (verdict.kind === "new") return {};
  return { id: verdict.kind === "duplicate" ? verdict.of.id : verdict.first.id };
}

class Undone extends Error {}

interface Expected {
  readonly id: number;
  readonly body: string;
}

/** Stores events as the writer does, beside a plain list of what is stored. */
class Model {
  readonly database: Database;
  readonly random: SeededRandom;
  /** By key, what was stored first and then the conflicts with it. */
  known = new Map<string, readonly Expected[]>();
  dedupe: DedupeIndex;
  /** What the index said and should not have said. */
  readonly differences: string[] = [];

  constructor(seed: number) {
    this.database = openDedupeDatabase(createDedupeDatabase());
    // Nothing is killed here.
    this.database.exec("PRAGMA synchronous = OFF");
    this.random = seededRandom(seed);
    this.dedupe = dedupeIndex(this.database, TAIL_EVENTS);
  }

  /** Accepts a few events in one transaction, which is undone now and then. */
  acceptBatch(): void {
    const before = new Map(this.known);
    try {
      inTransaction(this.database, () => {
        this.dedupe.begin();
        for (let count = this.random.between(1, 6); count > 0; count -= 1) this.#accept();
        this.dedupe.writeSome();
        if (this.random.chance(0.2)) throw new Undone();
      });
    } catch (error) {
      if (!(error instanceof Undone)) throw error;
      this.known = before;
    }
  }

  #accept(): void {
    const key = String(this.random.between(1, KEYS));
    const body = this.random.chance(0.8) ? "usual" : "other";
    const digests = digestsFor(key, body);
    const verdict = judgeEventId(this.dedupe, digests);
    const stored = this.known.get(key) ?? [];
    const same = stored.find((event) => event.body === body);
    const [first] = stored;
    if (same !== undefined) this.#compare(verdict, { kind: "duplicate", id: same.id });
    else if (first === undefined) this.#compare(verdict, { kind: "new" });
    else this.#compare(verdict, { kind: "conflict", id: first.id });
    if (same !== undefined) return;
    const id = this.#insert(digests, first?.id ?? null);
    this.dedupe.add(id, verdict, digests);
    this.known.set(key, [...stored, { id, body }]);
  }

  #compare(verdict: DedupeVerdict, expected: { readonly kind: string; readonly id?: number }): void {
    const found = { kind: verdict.kind, ...idOf(verdict) };
    const [said, wanted] = [JSON.stringify(found), JSON.stringify(expected)];
    if (said !== wanted) this.differences.push(`${said} instead of ${wanted}`);
  }

  #insert({ keyMac, bodyMac }: ReturnType<typeof digestsFor>, conflictsWith: number | null): number {
    const next = this.database.prepare(
      "UPDATE sequences SET last = last + 1 WHERE name = 'events' RETURNING last",
    );
    const { last } = next.get() as { readonly last: number };
    this.database
      .prepare(
        `INSERT INTO events (id, organization_id, source_id, received_at, event_type, blob_id, frame_offset, frame_length,
           body_bytes, is_repeat, is_payload_unreadable, dedupe_kind, dedupe_mac, body_mac, conflicts_with)
         VALUES (?, 1, 1, 0, 'a', 1, 0, 0, 0, 0, 0, 'event_id', ?, ?, ?)`,
      )
      .run(last, keyMac, bodyMac, conflictsWith);
    return last;
  }

  /** Deletes an event with its digests, in a transaction that is undone now and then. */
  forget(): void {
    const [key, stored] = this.random.pick([...this.known]) ?? [];
    const event = stored?.[0];
    if (key === undefined || event === undefined || stored?.length !== 1) return;
    const isUndone = this.random.chance(0.3);
    try {
      inTransaction(this.database, () => {
        this.dedupe.begin();
        this.dedupe.writeThrough(event.id);
        const remove = this.database.prepare("DELETE FROM dedupe_keys WHERE hash = ? AND event_id = ?");
        const { changes } = remove.run(dedupeHash(digestsFor(key).keyMac), event.id);
        if (changes !== 1) this.differences.push(`event ${event.id} is not in the index when it is deleted`);
        this.database.prepare("DELETE FROM events WHERE id = ?").run(event.id);
        if (isUndone) throw new Undone();
      });
      this.known.delete(key);
    } catch (error) {
      if (!(error instanceof Undone)) throw error;
    }
  }

  restart(): void {
    this.dedupe = dedupeIndex(this.database, TAIL_EVENTS);
  }

  indexedIds(): readonly number[] {
    const rows = this.database.prepare("SELECT event_id AS id FROM dedupe_keys ORDER BY id").all();
    return (rows as { readonly id: number }[]).map(({ id }) => id);
  }
}

describe("the index", () => {
  test.each(SEEDS)(
    "knows every event that is stored and no other, whatever is undone, deleted or started anew (%i)",
    (seed) => {
      const model = new Model(seed);
      for (let step = 0; step < STEPS; step += 1) {
        model.acceptBatch();
        if (model.random.chance(0.1)) model.restart();
        if (model.random.chance(0.1)) model.forget();
      }
      inTransaction(model.database, () => {
        model.dedupe.begin();
        model.dedupe.writeThrough(BEYOND_ALL_IDS);
      });
      expect(model.differences).toEqual([]);
      const stored = [...model.known.values()].flat().map(({ id }) => id);
      expect(stored.length).toBeGreaterThan(10 * TAIL_EVENTS);
      expect(model.indexedIds()).toEqual(stored.toSorted((one, other) => one - other));
    },
  );

  test("writes what waits some at a time, behind the events and never far behind", () => {
    const model = new Model(5);
    const waiting = model.database.prepare(
      "SELECT (SELECT count(*) FROM events) - (SELECT count(*) FROM dedupe_keys) AS count",
    );
    let most = 0;
    for (let step = 0; step < STEPS; step += 1) {
      model.acceptBatch();
      const { count } = waiting.get() as { readonly count: number };
      most = Math.max(most, count);
    }
    expect(most).toBeGreaterThanOrEqual(TAIL_EVENTS);
    expect(most).toBeLessThanOrEqual(2 * TAIL_EVENTS);
  });
});
