import type { ProblemCode } from "@countersign/contract";
import { ApiRefusal } from "./api-refusal.ts";

/** Failures that one address may have at once; one more is forgiven every few seconds. */
const MAX_FAILURES = 20;
const FORGIVEN_EVERY_MS = 3000;

/** Addresses remembered. Beyond it the one that failed longest ago is forgotten, so that memory stays bounded. */
const MAX_ADDRESSES = 10_000;

/** Of an IPv6 address, the part that one customer gets: four groups, 64 bits. */
const IPV6_GROUPS = 4;

interface Failures {
  count: number;
  /** When the count was last brought up to date. */
  at: number;
}

/**
 * Answers failed authentications of one address with 429 once there were too many. What is right always passes: behind
 * a proxy all callers share one address, and keys and codes of 128 bits and more need no lock against guessing.
 */
export class FailureLimiter {
  readonly #now: () => number;
  readonly #failures = new Map<string, Failures>();

  /** @param now Milliseconds of a clock that does not jump. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Counts one failure and gives the refusal to answer it with: `code`, or `too_many_failures`. */
  refusal(address: string, code: ProblemCode): ApiRefusal {
    const network = networkOf(address);
    const now = this.#now();
    const known = this.#failures.get(network);
    const left = known === undefined ? 0 : Math.max(0, known.count - (now - known.at) / FORGIVEN_EVERY_MS);
    const isLimited = left + 1 > MAX_FAILURES;
    // Put in anew, so that the map stays in the order of the last failure.
    this.#failures.delete(network);
    this.#failures.set(network, { count: isLimited ? left : left + 1, at: now });
    this.#forgetOldest();
    if (!isLimited) return new ApiRefusal(code);
    const seconds = Math.ceil(((left + 1 - MAX_FAILURES) * FORGIVEN_EVERY_MS) / 1000);
    return new ApiRefusal("too_many_failures", { headers: { "retry-after": String(seconds) } });
  }

  #forgetOldest(): void {
    if (this.#failures.size <= MAX_ADDRESSES) return;
    const [oldest] = this.#failures.keys();
    if (oldest !== undefined) this.#failures.delete(oldest);
  }
}

function networkOf(address: string): string {
  if (!address.includes(":") || address.includes(".")) return address;
  return address.split(":").slice(0, IPV6_GROUPS).join(":");
}
