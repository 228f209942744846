/** Retries grow apart: on a straight axis the first ones would lie on one spot. This one is straight up to here. */
const STRAIGHT_MS = 1000;

/**
 * The place of a moment on an axis that begins at `from` and ends at `to`, 0 to 1: straight in its first second, then each
 * tenfold of time as wide as the last.
 */
export function placeOnAxis(atMs: number, axis: { readonly fromMs: number; readonly toMs: number }): number {
  const length = stretched(axis.toMs - axis.fromMs);
  if (length === 0) return 0;
  return Math.min(1, stretched(atMs - axis.fromMs) / length);
}

function stretched(distanceMs: number): number {
  return Math.log1p(Math.max(0, distanceMs) / STRAIGHT_MS);
}
