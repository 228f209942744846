import type { DeliveryState } from "../delivering.ts";

/**
 * What a person may do with one delivery, from which state, and where that leads: the only place that says so. A
 * delivery that is in flight is let be: its attempt ends within seconds.
 */
export const deliveryActions = {
  /** Tries it again at once. A dead letter starts anew, with its whole schedule before it. */
  retry: { from: ["failed", "pending"], to: "pending" },
  /** It will not be sent. */
  cancel: { from: ["pending", "held"], to: "cancelled" },
  /** Gives a dead letter up, so that those behind it with the same ordering key go on. */
  skip: { from: ["failed"], to: "cancelled" },
  /** Sends what was held because its event id was known with another body. */
  release: { from: ["held"], to: "pending" },
} as const satisfies Readonly<
  Record<string, { readonly from: readonly DeliveryState[]; readonly to: DeliveryState }>
>;

export type DeliveryAction = keyof typeof deliveryActions;

/** Whether the action may be done with a delivery in this state. */
export function isAllowed(action: DeliveryAction, state: DeliveryState): boolean {
  const from: readonly DeliveryState[] = deliveryActions[action].from;
  return from.includes(state);
}
