import type { AnswerOf, Routes } from "@countersign/contract";
import type { ListedDelivery } from "../../store/deliveries/delivery-store.ts";
import { isoTime } from "../iso-time.ts";

/** A delivery as the API's lists show it. */
export function showDelivery(delivery: ListedDelivery): AnswerOf<Routes["listDeliveries"]>["items"][number] {
  return {
    id: delivery.deliveryId,
    event: delivery.eventId,
    eventType: delivery.eventType,
    source: delivery.source,
    endpoint: delivery.endpoint,
    state: delivery.state,
    createdAt: isoTime(delivery.createdAt),
    dueAt: isoTime(delivery.dueAt),
    attempts: delivery.attempts,
    lastResult: delivery.lastResult ?? null,
    replay: delivery.replayId ?? null,
  };
}
