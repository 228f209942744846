/** What is under way now. */
export interface InFlight {
  readonly attempts: number;
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

/**
 * How many deliveries may be claimed now, given how large their bodies were lately on average. With nothing under way
 * at least one, so that a body larger than the limit goes out as well, alone.
 */
export function claimRoom(inFlight: InFlight, limits: InFlightLimits, typicalBytes: number): number {
  const byAttempts = limits.maxAttempts - inFlight.attempts;
  const byBytes = Math.floor((limits.maxBytes - inFlight.bytes) / Math.max(1, typicalBytes));
  const room = Math.min(byAttempts, byBytes, MAX_DELIVERIES_PER_CLAIM);
  return Math.max(inFlight.attempts === 0 ? 1 : 0, room);
}
