import type { ProblemCode } from "@countersign/contract";
import { ApiRefusal } from "./api-refusal.ts";

/** Failures that one address may have at once; one more is forgiven every few seconds. */
const DEFAULT_LIMIT: FailureLimit = { maxFailures: 20, forgivenEveryMs: 3000 };

/** Addresses remembered. Beyond it the one that failed longest ago is forgotten, so that memory stays bounded. */
const MAX_KEYS = 10_000;

/** Of an IPv6 address, the part that one customer gets: four groups, 64 bits. */
const IPV6_GROUPS = 4;

export interface FailureLimit {
  /** How many there may be at once. */
  readonly maxFailures: number;
  /** One of them is forgiven every so often. */
  readonly forgivenEveryMs: number;
}

interface Failures {
  count: number;
  /** When the count was last brought up to date. */
  at: number;
}

/**
 * Answers failures of one address, or of whatever else they are counted by, with 429 once there were too many. `refusal`
 * counts what has failed, so that what is right always passes: behind a proxy all callers share one address, and keys and
 * codes of 128 bits and more need no lock against guessing. `attempt` counts before it is known, for what can be guessed.
 */
export class FailureLimiter {
  readonly #now: () => number;
  readonly #limit: FailureLimit;
  readonly #failures = new Map<string, Failures>();

  /** @param now Milliseconds of a clock that does not jump. */
  constructor(now: () => number, limit: FailureLimit = DEFAULT_LIMIT) {
    this.#now = now;
    this.#limit = limit;
  }

  /** Counts one failure and gives the refusal to answer it with: `code`, or `too_many_failures`. */
  refusal(address: string, code: ProblemCode): ApiRefusal {
    return this.#count(networkOf(address)) ?? new ApiRefusal(code);
  }

  /**
   * Counts one failure before it is known to be one.
   *
   * @returns How to take that back.
   * @throws ApiRefusal `too_many_failures`
   */
  attempt(key: string): () => void {
    const network = networkOf(key);
    const refusal = this.#count(network);
    if (refusal !== undefined) throw refusal;
    return () => {
      const known = this.#failures.get(network);
      if (known !== undefined) known.count = Math.max(0, known.count - 1);
    };
  }

  /** Counts one more; gives the refusal where there were too many. */
  #count(network: string): ApiRefusal | undefined {
    const { maxFailures, forgivenEveryMs } = this.#limit;
    const now = this.#now();
    const known = this.#failures.get(network);
    const left = known === undefined ? 0 : Math.max(0, known.count - (now - known.at) / forgivenEveryMs);
    const isLimited = left + 1 > maxFailures;
    // Put in anew, so that the map stays in the order of the last failure.
    this.#failures.delete(network);
    this.#failures.set(network, { count: isLimited ? left : left + 1, at: now });
    this.#forgetOldest();
    if (!isLimited) return undefined;
    const seconds = Math.ceil(((left + 1 - maxFailures) * forgivenEveryMs) / 1000);
    return new ApiRefusal("too_many_failures", { headers: { "retry-after": String(seconds) } });
  }

  #forgetOldest(): void {
    if (this.#failures.size <= MAX_KEYS) return;
    const [oldest] = this.#failures.keys();
    if (oldest !== undefined) this.#failures.delete(oldest);
  }
}

function networkOf(address: string): string {
  if (!address.includes(":") || address.includes(".")) return address;
  return address.split(":").slice(0, IPV6_GROUPS).join(":");
}
