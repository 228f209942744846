import type { RatedReplayRow } from "./replay-columns.ts";
import type { ReplayBounds } from "./replay-rows.ts";

const SECOND_MS = 1000;

/** A replay that stood still begins again with at most this much of its rate at once. */
const MAX_BURST_MS = SECOND_MS;

/** A debt longer than this is no debt but a clock that was set back. */
const MAX_DEBT_MS = 60_000;

/** From when on the rate has not been used. */
export function rateStart({ ratedAt }: RatedReplayRow, now: number): number {
  if (ratedAt > now + MAX_DEBT_MS) return now;
  return Math.max(ratedAt, now - MAX_BURST_MS);
}

/** How many deliveries may be made now. */
export function allowance(
  { ratePerSecond }: RatedReplayRow,
  ratedFrom: number,
  bounds: ReplayBounds,
): number {
  const rated = Math.floor(((bounds.now - ratedFrom) * ratePerSecond) / SECOND_MS);
  return Math.max(0, Math.min(rated, bounds.maxDeliveries));
}

/** Up to when the rate is used once so many deliveries were made. */
export function rateEnd({ ratePerSecond }: RatedReplayRow, ratedFrom: number, made: number): number {
  return ratedFrom + Math.ceil((made * SECOND_MS) / ratePerSecond);
}

/** When one more may be made. */
export function nextAt({ ratePerSecond }: RatedReplayRow, ratedAt: number): number {
  return ratedAt + Math.ceil(SECOND_MS / ratePerSecond);
}
