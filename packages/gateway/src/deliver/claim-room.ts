/** What is under way now. */
export interface InFlight {
  /** Claimed and not ended. */
  readonly attempts: number;
  /** Attempts that have ended and whose outcomes are on their way to the store. */
  readonly unrecorded: number;
  /** Sum of their bodies, in bytes. */
  readonly bytes: number;
}

export interface InFlightLimits {
  readonly maxAttempts: number;
  readonly maxBytes: number;
}

/**
 * Most deliveries taken with one claim. Sizes of bodies are known only afterwards, so this bounds how far a claim can go
 * beyond the limit of bytes; and it keeps one transaction short for those that wait behind it.
 */
export const MAX_DELIVERIES_PER_CLAIM = 128;

/** As many outcomes as attempts may wait for a store that is slow; more than that would only be lost with the process. */
const MAX_UNRECORDED_PER_ATTEMPT = 1;

/**
 * How many deliveries may be claimed now, given how large their bodies were lately on average. With nothing under way
 * at least one, so that a body larger than the limit goes out as well, alone.
 */
export function claimRoom(inFlight: InFlight, limits: InFlightLimits, typicalBytes: number): number {
  const byAttempts = limits.maxAttempts - inFlight.attempts;
  const byOutcomes =
    (1 + MAX_UNRECORDED_PER_ATTEMPT) * limits.maxAttempts - inFlight.attempts - inFlight.unrecorded;
  const byBytes = Math.floor((limits.maxBytes - inFlight.bytes) / Math.max(1, typicalBytes));
  const room = Math.min(byAttempts, byOutcomes, byBytes, MAX_DELIVERIES_PER_CLAIM);
  return Math.max(inFlight.attempts === 0 && byOutcomes > 0 ? 1 : 0, room);
}
