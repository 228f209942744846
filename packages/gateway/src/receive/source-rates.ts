import type { Source } from "../config/configuration.ts";
import { msUntilToken, refill, take } from "../token-bucket.ts";
import type { TokenBucket } from "../token-bucket.ts";

/**
 * Counts the requests to sources that have a rate limit, in this process. A source keeps its count when the configuration is
 * loaded again.
 */
export class SourceRates {
  readonly #now: () => number;
  readonly #buckets = new Map<number, TokenBucket>();

  /** @param now Milliseconds; any clock that does not jump. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Counts one request. Gives 0 where it may be taken, else the milliseconds until one may. */
  take({ id, rateLimit }: Pick<Source, "id" | "rateLimit">): number {
    if (rateLimit === undefined) return 0;
    const bucket = refill(this.#buckets.get(id), rateLimit, this.#now());
    const waitMs = msUntilToken(bucket, rateLimit);
    this.#buckets.set(id, waitMs === 0 ? take(bucket, 1) : bucket);
    return waitMs;
  }
}
