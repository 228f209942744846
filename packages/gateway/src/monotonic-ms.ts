/** Milliseconds since the process began; never set back, whatever becomes of the clock. */
export function monotonicMs(): number {
  return performance.now();
}
