import type { DeliveryState } from "./delivering.ts";

/** The number of the attempt that has just ended. One that lost its lease bears that of the one that took its place. */
export function attemptNumber({
  state,
  attempts,
}: {
  readonly state: DeliveryState;
  /** How many were recorded before. */
  readonly attempts: number;
}): number {
  const isStillOpen = state === "in_flight" || state === "pending";
  return isStillOpen ? attempts + 1 : Math.max(attempts, 1);
}
