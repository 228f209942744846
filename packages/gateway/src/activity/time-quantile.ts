import { deliveryTimeBounds } from "../store/activity/activity-measures.ts";
import type { DeliveryTimes } from "../store/activity/activity-measures.ts";

/**
 * The time that a share of deliveries did not take longer than, in milliseconds: exact to the bounds that it lies between,
 * and taken to rise evenly from one to the other. Undefined where nothing was delivered.
 */
export function timeQuantile(times: DeliveryTimes, share: number): number | undefined {
  const total = times.reduce((sum, count) => sum + count, 0);
  if (total === 0) return undefined;
  const wanted = total * share;
  let below = 0;
  for (const [index, count] of times.entries()) {
    const [from, to] = [deliveryTimeBounds[index - 1] ?? 0, deliveryTimeBounds[index]];
    // Beyond the last bound nothing is known but that.
    if (to === undefined) return from;
    if (count > 0 && below + count >= wanted) return from + ((to - from) * (wanted - below)) / count;
    below += count;
  }
  return deliveryTimeBounds.at(-1);
}
