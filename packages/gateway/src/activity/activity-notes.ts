import {
  ACTIVITY_BUCKET_MS,
  deliveryTimeBounds,
  deliveryTimeColumns,
} from "../store/activity/activity-measures.ts";
import type { ActivityMeasure } from "../store/activity/activity-measures.ts";
import type { ActivityRow } from "../store/activity/activity-rows.ts";
import type { ActivityStore } from "../store/activity/activity-store.ts";

/** How long a count may be known to this process alone: what a crash loses of what is for the eye. */
const FLUSH_AFTER_MS = 5000;

/** While the store takes nothing, counts of this many sources and endpoints in five minutes each are kept. */
const MAX_WAITING_ROWS = 10_000;

const DAY_MS = 24 * 60 * 60_000;
const KEPT_MS = 31 * DAY_MS;
const PURGE_EVERY_MS = 60 * 60_000;

type Counting = { -readonly [Measure in ActivityMeasure]: number } & {
  readonly organizationId: number;
  readonly subjectId: number;
  readonly bucket: number;
  readonly times: number[];
};

export interface ActivityNotesOptions {
  readonly store: ActivityStore;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Counts what comes and goes. Noting is a look into a map and an addition, so that it costs a request next to nothing;
 * what was noted is added to the store every few seconds, in one statement.
 */
export class ActivityNotes {
  readonly #options: ActivityNotesOptions;
  /** Of the present stretch of time, by source or endpoint. */
  readonly #present = new Map<number, Counting>();
  /** Of earlier stretches, or what the store did not take. */
  #waiting: ActivityRow[] = [];
  #timer: NodeJS.Timeout | undefined;
  #flushing: Promise<void> = Promise.resolve();
  #purgedAt = 0;
  #isClosed = false;

  constructor(options: ActivityNotesOptions) {
    this.#options = options;
  }

  /** @param at Milliseconds since 1970. */
  received(
    of: { readonly organization: { readonly id: number }; readonly source: { readonly id: number } },
    outcome: "accepted" | "duplicate" | "conflict" | "refused",
    at: number,
  ): void {
    const counts = this.#countsOf(of.organization.id, of.source.id, at);
    if (outcome === "refused") counts.refused += 1;
    else if (outcome === "duplicate") counts.duplicates += 1;
    else counts.accepted += 1;
  }

  /** An attempt that ended. */
  attempted(
    of: { readonly organizationId: number; readonly endpoint: { readonly id: number } },
    attempt: {
      readonly state: "pending" | "delivered" | "failed" | "held";
      /** Milliseconds since 1970. */
      readonly endedAt: number;
      /** When its event came, in milliseconds since 1970; undefined for what is sent again. */
      readonly receivedAt: number | undefined;
    },
  ): void {
    const counts = this.#countsOf(of.organizationId, of.endpoint.id, attempt.endedAt);
    if (attempt.state !== "delivered") {
      counts.attemptsFailed += 1;
      if (attempt.state === "failed") counts.deadLetters += 1;
      return;
    }
    counts.delivered += 1;
    if (attempt.receivedAt === undefined) return;
    const index = timeIndex(attempt.endedAt - attempt.receivedAt);
    counts.times[index] = (counts.times[index] ?? 0) + 1;
  }

  /** Adds to the store what was noted. Never rejects: what the store does not take waits for the next time. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    // One after the other, so that no row is in two calls.
    this.#flushing = this.#flushing.then(() => this.#flush());
    return this.#flushing;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.flush();
  }

  async #flush(): Promise<void> {
    const rows = [...this.#waiting, ...this.#present.values()];
    this.#waiting = [];
    this.#present.clear();
    try {
      await this.#options.store.add(rows);
    } catch {
      // The oldest go first: the present is what somebody looks at while the store is in trouble.
      this.#waiting = [...rows, ...this.#waiting].slice(-MAX_WAITING_ROWS);
      return;
    }
    await this.#purge().catch(() => {});
  }

  async #purge(): Promise<void> {
    const now = this.#options.now();
    if (now - this.#purgedAt < PURGE_EVERY_MS) return;
    this.#purgedAt = now;
    await this.#options.store.purge(Math.floor((now - KEPT_MS) / ACTIVITY_BUCKET_MS));
  }

  #countsOf(organizationId: number, subjectId: number, at: number): Counting {
    const bucket = Math.floor(at / ACTIVITY_BUCKET_MS);
    const present = this.#present.get(subjectId);
    if (present?.bucket === bucket) return present;
    if (present !== undefined) this.#waiting.push(present);
    const counts = {
      organizationId,
      subjectId,
      bucket,
      ...noCounts(),
      times: deliveryTimeColumns.map(() => 0),
    };
    this.#present.set(subjectId, counts);
    this.#flushSoon();
    return counts;
  }

  #flushSoon(): void {
    if (this.#timer !== undefined || this.#isClosed) return;
    this.#timer = setTimeout(() => void this.flush(), FLUSH_AFTER_MS);
    this.#timer.unref();
  }
}

function noCounts(): Record<ActivityMeasure, number> {
  return { accepted: 0, duplicates: 0, refused: 0, delivered: 0, attemptsFailed: 0, deadLetters: 0 };
}

/** Which of the times a duration belongs to; the last is for all beyond the bounds. */
function timeIndex(durationMs: number): number {
  const index = deliveryTimeBounds.findIndex((bound) => durationMs <= bound);
  return index === -1 ? deliveryTimeBounds.length : index;
}
