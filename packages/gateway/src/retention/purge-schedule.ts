import { setTimeout as sleep } from "node:timers/promises";
import { errorFields } from "../observe/error-fields.ts";
import type { Log } from "../observe/log.ts";
import type { Metrics } from "../observe/metrics.ts";
import type { RetentionPolicy } from "../store/retention/retention-store.ts";
import type { Store } from "../store/store.ts";

/** Retention counts in days: an hour later is early enough, and each run has little to do. */
const PURGE_EVERY_MS = 60 * 60_000;

/** A gateway that starts has a backlog to deliver first. */
const FIRST_PURGE_AFTER_MS = 60_000;

/** The database is the purge's for at most a fifth of the time, however much there is to delete. */
const REST_PER_STEP = 4;

/** A timer fires no sooner; also gives what came meanwhile its turn. */
const MIN_REST_MS = 1;

export interface PurgeScheduleOptions {
  readonly store: Pick<Store, "retention">;
  readonly policy: RetentionPolicy;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Milliseconds until the first run. Default one minute. */
  readonly firstAfterMs?: number;
}

/** Deletes what is older than its retention, soon after the start and every hour. */
export class PurgeSchedule {
  readonly #options: PurgeScheduleOptions;
  readonly #stopping = new AbortController();
  readonly #running: Promise<void>;

  constructor(options: PurgeScheduleOptions) {
    this.#options = options;
    this.#running = this.#run();
  }

  /** Resolves after the transaction under way; the next start goes on with what is left. */
  async close(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    await this.#wait(this.#options.firstAfterMs ?? FIRST_PURGE_AFTER_MS);
    while (!signal.aborted) {
      await this.#purge();
      await this.#wait(PURGE_EVERY_MS);
    }
  }

  async #purge(): Promise<void> {
    const { store, policy, now, log, metrics } = this.#options;
    const startedAt = performance.now();
    const rest = (stepMs: number): Promise<void> => this.#wait(Math.max(MIN_REST_MS, REST_PER_STEP * stepMs));
    try {
      const pace = { now: now(), rest, signal: this.#stopping.signal };
      const { purged, isFlushed } = await store.retention.purge(policy, pace);
      for (const { what, items } of purged) metrics.purged.inc({ kind: what }, items);
      const count = purged.reduce((sum, { items }) => sum + items, 0);
      const durationMs = Math.round(performance.now() - startedAt);
      if (count > 0) log("purge_finished", { count, durationMs });
      if (!isFlushed) log("purge_not_flushed", {});
    } catch (error) {
      // What it has deleted is counted; the next run tells of it and goes on.
      log("purge_failed", errorFields(error));
    }
  }

  async #wait(ms: number): Promise<void> {
    const { signal } = this.#stopping;
    await sleep(ms, undefined, { signal, ref: false }).catch(() => {});
  }
}
