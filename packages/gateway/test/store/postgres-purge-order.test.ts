import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Change, ChangeStep } from "../../src/store/change.ts";
import type { Engine, NewBlob } from "../../src/store/engine.ts";
import { change } from "../../src/store/postgres/change.ts";
import { PostgresDatabase } from "../../src/store/postgres/database.ts";
import { postgresEngine } from "../../src/store/postgres/postgres-engine.ts";
import { prepare } from "../../src/store/postgres/query.ts";
import type { Transaction } from "../../src/store/postgres/query.ts";
import { purgeBlobs } from "../../src/store/postgres/retention/purge-blobs.ts";
import { holdBlobKeys, writeBlobs } from "../../src/store/postgres/write-blobs.ts";
import type { BlobPurge } from "../../src/store/retention/retention-rows.ts";
import { utcWeek } from "../../src/secrets/utc-week.ts";
import { Aging } from "./aging.ts";
import { postgresHarness } from "./postgres-harness.ts";
import { first } from "./scenario.ts";

const LIMITS = { answerMs: 10_000, totalMs: 20_000 };
const POLL_MS = 5;

const countWaiting = prepare<{ readonly count: number }>(
  `SELECT count(*) AS count FROM pg_stat_activity
   WHERE datname = current_database() AND wait_event_type = 'Lock'`,
);

/** Two gateways without stores, on a database with one dead letter whose payload is due to be purged. */
class Two {
  readonly aging: Aging;
  readonly engine: Engine;
  readonly #database: PostgresDatabase;

  private constructor(aging: Aging) {
    this.aging = aging;
    this.#database = new PostgresDatabase({ url: aging.scenario.place, isPreparing: true });
    this.engine = postgresEngine(this.#database);
  }

  static async start(): Promise<Two> {
    const aging = await Aging.start(postgresHarness);
    await aging.accept("a");
    const delivery = await aging.scenario.claimOne(aging.now);
    await aging.scenario.record(delivery, { result: "gone", next: { state: "failed" } });
    const two = new Two(aging);
    onTestFinished(() => two.engine.close());
    return two;
  }

  /** Does the first and does not commit it, begins the second, and sees it wait; gives the second's result. */
  async oneAfterTheOther<Result>(
    work: (transaction: Transaction) => Promise<unknown>,
    second: () => Promise<Result>,
  ): Promise<Result> {
    const gate = new AbortController();
    let result: Promise<Result> | undefined;
    await this.#database.inTransaction(LIMITS, async (transaction) => {
      await work(transaction);
      result = second().finally(() => gate.abort());
      // Told to the caller below; until then it has no reader.
      result.catch(() => {});
      await this.#untilOneWaits(gate.signal);
      if (gate.signal.aborted) throw new Error("the second did not wait");
    });
    if (result === undefined) throw new Error("the second was not begun");
    return result;
  }

  get purge(): BlobPurge {
    const { organizationId, now } = this.aging;
    return {
      organizationId,
      retentionClass: "payload",
      createdFrom: 0,
      createdBefore: now + 1,
      isOfDestroyedKeys: false,
      after: null,
      now,
      maxBlobs: 10,
      maxBytes: 1 << 20,
    };
  }

  async hold(): Promise<ChangeStep> {
    const { organizationId, now: createdAt } = this.aging;
    const { id: dataKeyId } = first(await this.engine.listDataKeys(organizationId));
    const id = await this.engine.reserveIds("configuration", 1);
    const place = { id, organizationId, sourceId: null, eventId: null };
    return {
      kind: "add_legal_hold",
      input: { ...place, sealedReason: new Uint8Array(1), dataKeyId, createdAt },
    };
  }

  async retry(): Promise<ChangeStep> {
    const { organizationId, now } = this.aging;
    const event = first(await this.engine.listEvents(organizationId, { afterPosition: 0, limit: 1 }));
    const { endpointId, id } = first(await this.engine.listDeliveries(organizationId, event.id));
    return { kind: "move_delivery", input: { organizationId, endpointId, id, action: "retry", now } };
  }

  destroyKeys(): ChangeStep {
    const { organizationId, now } = this.aging;
    return { kind: "destroy_data_keys", input: { organizationId, week: utcWeek(now), now } };
  }

  async answerBlob(): Promise<NewBlob> {
    const { organizationId } = this.aging;
    const { id: dataKeyId } = first(await this.engine.listDataKeys(organizationId));
    const id = await this.engine.reserveIds("blobs", 1);
    return { id, organizationId, dataKeyId, retentionClass: "response", sealed: new Uint8Array(64) };
  }

  async #untilOneWaits(ended: AbortSignal): Promise<void> {
    const count = (): Promise<{ readonly count: number } | undefined> =>
      this.#database.inTransaction(LIMITS, (transaction) => countWaiting.get(transaction));
    while (!ended.aborted && (await count())?.count === 0) await sleep(POLL_MS);
  }
}

/** As whoever records an outcome does. */
async function writeAnswer(transaction: Transaction, blob: NewBlob, now: number): Promise<void> {
  await holdBlobKeys(transaction, [blob]);
  await writeBlobs(transaction, [blob], now);
}

function changing(step: ChangeStep): Change {
  return { steps: [step], audit: [] };
}

describe("of two gateways that meet at one payload", () => {
  test("the purge waits for the hold, and keeps what it covers", async () => {
    const two = await Two.start();
    const hold = changing(await two.hold());
    const purged = await two.oneAfterTheOther(
      (transaction) => change(transaction, hold),
      () => two.engine.purgeBlobs(two.purge),
    );
    expect(purged.deletedBlobs).toEqual([]);
  });

  test("the hold waits for the purge, so that nothing is deleted once it is placed", async () => {
    const two = await Two.start();
    const hold = changing(await two.hold());
    const placed = await two.oneAfterTheOther(
      (transaction) => purgeBlobs(transaction, two.purge),
      () => two.engine.change(hold),
    );
    expect(placed.outcome).toBe("done");
  });

  test("the purge waits for the retry of a dead letter, and keeps its payload", async () => {
    const two = await Two.start();
    const retry = changing(await two.retry());
    const purged = await two.oneAfterTheOther(
      (transaction) => change(transaction, retry),
      () => two.engine.purgeBlobs(two.purge),
    );
    expect(purged.deletedBlobs).toEqual([]);
  });

  test("the retry waits for the purge, and is refused", async () => {
    const two = await Two.start();
    const retry = changing(await two.retry());
    const retried = await two.oneAfterTheOther(
      (transaction) => purgeBlobs(transaction, two.purge),
      () => two.engine.change(retry),
    );
    expect(retried).toMatchObject({ outcome: "refused", reason: "payload_purged" });
  });

  test("the shredding waits for the answer that is written under the key, and sweeps it too", async () => {
    const two = await Two.start();
    const blob = await two.answerBlob();
    await two.oneAfterTheOther(
      (transaction) => writeAnswer(transaction, blob, two.aging.now),
      () => two.engine.change(changing(two.destroyKeys())),
    );
    const sweep = { ...two.purge, retentionClass: "response", isOfDestroyedKeys: true } as const;
    expect((await two.engine.purgeBlobs(sweep)).deletedBlobs).toContain(blob.id);
  });

  test("the answer waits for the shredding, and is not written under a destroyed key", async () => {
    const two = await Two.start();
    const blob = await two.answerBlob();
    const destruction = changing(two.destroyKeys());
    const database = new PostgresDatabase({ url: two.aging.scenario.place, isPreparing: true });
    onTestFinished(() => database.close());
    const written = two.oneAfterTheOther(
      (transaction) => change(transaction, destruction),
      () => database.inTransaction(LIMITS, (transaction) => writeAnswer(transaction, blob, two.aging.now)),
    );
    await expect(written).rejects.toMatchObject({ code: "store_unavailable" });
    expect(await two.engine.readBlobs([blob.id])).toEqual([]);
  });
});
