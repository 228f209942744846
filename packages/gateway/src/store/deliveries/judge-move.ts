import type { DeliveryState } from "../delivering.ts";
import { deliveryActions, isAllowed } from "./delivery-actions.ts";
import type { DeliveryAction } from "./delivery-actions.ts";

/** What decides whether a delivery may be moved. */
export interface PresentDelivery {
  readonly state: DeliveryState;
  readonly isWaiting: boolean;
  readonly isPayloadGone: boolean;
}

/** Where an action leads a delivery as it is now, or why it may not be done. */
export function judgeMove(
  action: DeliveryAction,
  { state, isWaiting, isPayloadGone }: PresentDelivery,
): { readonly to: "pending" | "cancelled" } | { readonly refused: "not_allowed" | "payload_purged" } {
  if (!isAllowed(action, state)) return { refused: "not_allowed" };
  // Behind another of its ordering key: trying it now would break the order.
  if (action === "retry" && isWaiting) return { refused: "not_allowed" };
  const { to } = deliveryActions[action];
  return to === "pending" && isPayloadGone ? { refused: "payload_purged" } : { to };
}
