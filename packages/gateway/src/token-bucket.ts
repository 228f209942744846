import type { RateDocument } from "./config/configuration.ts";

/** How many tokens there were when somebody last looked. */
export interface TokenBucket {
  readonly tokens: number;
  /** Milliseconds; any clock. */
  readonly countedAt: number;
}

/** Longest wait for a token: one a minute is the slowest rate there is. */
export const MAX_TOKEN_WAIT_MS = 60_000;

/** Sums of fractions come out a little below the whole number that they mean. */
const ROUNDING = 1e-6;

/**
 * The bucket as of now: with what has flowed in since, at most `burst`. One that nobody has looked at yet is full. A
 * clock that was set back adds nothing, and counting goes on from where it is now.
 */
export function refill(bucket: TokenBucket | undefined, rate: RateDocument, now: number): TokenBucket {
  if (bucket === undefined) return { tokens: rate.burst, countedAt: now };
  const elapsedMs = Math.max(0, now - bucket.countedAt);
  const tokens = Math.min(rate.burst, bucket.tokens + (elapsedMs * rate.count) / rate.periodMs);
  return { tokens, countedAt: now };
}

/** How many may be taken now. */
export function wholeTokens({ tokens }: TokenBucket): number {
  return Math.floor(tokens + ROUNDING);
}

/** The bucket after `count` were taken. */
export function take({ tokens, countedAt }: TokenBucket, count: number): TokenBucket {
  return { tokens: Math.max(0, tokens - count), countedAt };
}

/** Whole milliseconds until one may be taken; 0 when one may be taken now. */
export function msUntilToken(bucket: TokenBucket, rate: RateDocument): number {
  if (wholeTokens(bucket) >= 1) return 0;
  return Math.max(1, Math.ceil(((1 - ROUNDING - bucket.tokens) * rate.periodMs) / rate.count));
}
