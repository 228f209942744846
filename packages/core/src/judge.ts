import { findHeader, REPEATED } from "./headers.ts";
import { CallerIndex, type IndexedCaller } from "./keys/caller-index.ts";
import type { KeyRing } from "./keys/key-ring.ts";
import type { Clock } from "./options/clock.ts";
import type { ProofKey } from "./proof/create-proof-check.ts";
import type { Claim, ProofCheck, ProofInput } from "./proof/proof-check.ts";
import { trimBlanks } from "./proof/trim-blanks.ts";
import { type Refusals, refusalsOf } from "./refusals.ts";
import type { Scheme } from "./scheme.ts";
import { Acceptance, type RefusedVerdict, type Verdict } from "./verdict.ts";

/** What a verification needs. */
export interface JudgeParts {
  readonly scheme: Scheme;
  readonly check: ProofCheck<ProofKey>;
  readonly keys: KeyRing<ProofKey> | CallerIndex<ProofKey>;
  readonly toleranceMs: number;
  readonly now: Clock;
}

interface JudgedClaim {
  readonly claim: Claim;
  readonly ring: KeyRing<ProofKey>;
  readonly nowMs: number;
  readonly caller?: IndexedCaller<ProofKey>;
}

/**
 * Comes to a verdict on headers and body. The order is fixed: form before hashing, and the time only after the
 * signature was found right, so that a reason never helps a forger.
 */
export class Judge {
  readonly refusals: Refusals;
  readonly #scheme: Scheme;
  readonly #check: ProofCheck<ProofKey>;
  readonly #keys: KeyRing<ProofKey> | CallerIndex<ProofKey>;
  readonly #callerHeader: string | undefined;
  readonly #toleranceMs: number;
  readonly #now: Clock;
  readonly #needsTime: boolean;

  constructor({ scheme, check, keys, toleranceMs, now }: JudgeParts) {
    this.refusals = refusalsOf(scheme);
    this.#scheme = scheme;
    this.#check = check;
    this.#keys = keys;
    this.#callerHeader = keys instanceof CallerIndex ? scheme.caller?.header.toLowerCase() : undefined;
    this.#toleranceMs = toleranceMs;
    this.#now = now;
    this.#needsTime = toleranceMs !== Infinity || keys.hasWindows;
  }

  judge(input: ProofInput): Verdict {
    // First of all, because it is the caller's code: nothing of theirs runs between reading and comparing.
    const nowMs = this.#needsTime ? this.#now() : 0;
    const apiKey = this.#callerHeader === undefined ? "" : findHeader(input.headers, this.#callerHeader);
    if (apiKey === undefined) return this.refusals.missing_header;
    if (apiKey === REPEATED) return this.refusals.repeated_header;
    const claim = this.#check.read(input);
    if (typeof claim === "string") return this.refusals[claim];

    const keys = this.#keys;
    if (!(keys instanceof CallerIndex)) return this.#judgeClaim({ claim, ring: keys, nowMs });
    const caller = keys.find(trimBlanks(apiKey));
    if (caller !== undefined) return this.#judgeClaim({ claim, ring: caller.ring, nowMs, caller });
    // The same work as for a caller that exists, so that the time taken does not tell who does.
    this.#check.prepare(claim);
    this.#check.isMatch(this.#check.dummyKey, claim);
    return this.refusals.unknown_caller;
  }

  #judgeClaim({ claim, ring, nowMs, caller }: JudgedClaim): Verdict {
    this.#check.prepare(claim);
    const match = ring.find(nowMs, this.#check, claim);
    if (match === undefined) return this.refusals.no_match;
    return (
      this.#refusedTime(claim.signedAt, nowMs) ??
      new Acceptance({ scheme: this.#scheme, claim, keyId: match.id, caller })
    );
  }

  #refusedTime(signedAt: number | undefined, nowMs: number): RefusedVerdict | undefined {
    if (signedAt === undefined) return undefined;
    if (nowMs - signedAt > this.#toleranceMs) return this.refusals.stale;
    return signedAt - nowMs > this.#toleranceMs ? this.refusals.from_the_future : undefined;
  }
}
