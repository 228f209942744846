import type { RateDocument } from "../../config/configuration.ts";
import { refill, take, wholeTokens } from "../../token-bucket.ts";
import type { TokenBucket } from "../../token-bucket.ts";

const MIB = 1024 * 1024;

/** A sender whose secret is wrong is seen whole up to this rate; a flood is seen as a sample. */
const ITEM_RATE: RateDocument = { count: 5, periodMs: 1000, burst: 50 };

/** Holds the writing that strangers can cause far below what a disk does; a body beyond the burst is never kept. */
const BYTE_RATE: RateDocument = { count: MIB, periodMs: 1000, burst: 16 * MIB };

/** Why a refused request is not kept. */
export type DropReason = "too_many" | "too_large" | "busy";

/** Lets so many refused requests of each source into the quarantine, and so many bytes. In this process, by source id. */
export class QuarantineGate {
  readonly #now: () => number;
  readonly #items = new Map<number, TokenBucket>();
  readonly #bytes = new Map<number, TokenBucket>();

  /** @param now Milliseconds; any clock that does not jump. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Takes what one request of this size needs, or says why it may not pass; then nothing is taken. */
  pass(sourceId: number, bytes: number): DropReason | undefined {
    const items = refill(this.#items.get(sourceId), ITEM_RATE, this.#now());
    const room = refill(this.#bytes.get(sourceId), BYTE_RATE, this.#now());
    const isLate = wholeTokens(items) < 1;
    const isLarge = wholeTokens(room) < bytes;
    const isPassing = !isLate && !isLarge;
    this.#items.set(sourceId, isPassing ? take(items, 1) : items);
    this.#bytes.set(sourceId, isPassing ? take(room, bytes) : room);
    if (isPassing) return undefined;
    return isLate ? "too_many" : "too_large";
  }
}
