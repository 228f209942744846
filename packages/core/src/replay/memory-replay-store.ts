import { edgeMisuse } from "../edge-misuse.ts";
import { readClock } from "../options/clock.ts";
import { knownOptions } from "../options/known-options.ts";
import type { ReplayStore, Reservation } from "./replay-store.ts";

/** How a store in memory is bounded. */
export interface MemoryReplayStoreOptions {
  /** The most keys remembered, from 1; a key takes about 200 bytes. Default: 100,000. */
  readonly maxEntries?: number | undefined;
  /** The clock, in milliseconds since 1970. Default: `Date.now`. */
  readonly now?: (() => number) | undefined;
}

/** A replay store that answers at once. */
export interface MemoryReplayStore extends ReplayStore {
  reserve(key: string, leaseMs: number): Reservation;
  complete(key: string, keepMs: number): void;
  fail(key: string): void;
}

/** Some 20 MB at most. */
const DEFAULT_MAX_ENTRIES = 100_000;

/**
 * A replay store in this process's memory: right for one process, and forgotten when it ends.
 *
 * When it is full it forgets the webhook that was handled first. When everything in it is still being handled, it
 * answers `in_progress` to new keys, so that their senders come back.
 *
 * @throws CountersignError `max_entries_invalid`, `clock_invalid`
 */
export function createMemoryReplayStore(options: MemoryReplayStoreOptions = {}): MemoryReplayStore {
  const given = knownOptions(options, ["maxEntries", "now"]);
  const now = readClock(given["now"]);
  const maxEntries = given["maxEntries"] ?? DEFAULT_MAX_ENTRIES;
  if (typeof maxEntries !== "number" || !Number.isSafeInteger(maxEntries) || maxEntries < 1) {
    throw edgeMisuse("max_entries_invalid");
  }
  const underWay = new ExpiringKeys();
  const done = new ExpiringKeys();

  return Object.freeze({
    reserve(key: string, leaseMs: number): Reservation {
      const nowMs = now();
      if (done.has(key, nowMs)) return "done";
      if (underWay.has(key, nowMs)) return "in_progress";
      underWay.dropExpired(nowMs);
      done.dropExpired(nowMs);
      if (underWay.size + done.size >= maxEntries && !done.dropOldest()) return "in_progress";
      underWay.set(key, nowMs + leaseMs);
      return "reserved";
    },
    complete(key: string, keepMs: number): void {
      underWay.delete(key);
      done.set(key, now() + keepMs);
      // A handler that outlasted its lease comes back to a store that gave its room away.
      if (underWay.size + done.size > maxEntries) done.dropOldest();
    },
    fail(key: string): void {
      underWay.delete(key);
    },
  });
}

/** Keys with the moment each ends, oldest entry first. */
class ExpiringKeys {
  readonly #ends = new Map<string, number>();

  get size(): number {
    return this.#ends.size;
  }

  has(key: string, nowMs: number): boolean {
    const endMs = this.#ends.get(key);
    if (endMs === undefined) return false;
    if (nowMs < endMs) return true;
    this.#ends.delete(key);
    return false;
  }

  set(key: string, endMs: number): void {
    // Deleted first, so that it becomes the youngest.
    this.#ends.delete(key);
    this.#ends.set(key, endMs);
  }

  delete(key: string): void {
    this.#ends.delete(key);
  }

  /** Drops expired entries from the oldest on; one hidden behind a living one waits for it. */
  dropExpired(nowMs: number): void {
    for (const [key, endMs] of this.#ends) {
      if (nowMs < endMs) return;
      this.#ends.delete(key);
    }
  }

  dropOldest(): boolean {
    const oldest = this.#ends.keys().next();
    return oldest.done !== true && this.#ends.delete(oldest.value);
  }
}
