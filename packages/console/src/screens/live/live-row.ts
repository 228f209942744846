import type { LiveMessage } from "../../api/use-stream.ts";
import type { StateBadgeProps } from "../../parts/state-badge.tsx";

/** One thing that happened, as a row. */
export interface LiveRow {
  readonly key: string;
  readonly kind: LiveKind;
  readonly badge: StateBadgeProps;
  /** What it was about: an event's type, a refusal's code, an attempt's result. */
  readonly what: string;
  /** The source or the endpoint. */
  readonly who: string;
  readonly id: string;
  /** Its page. */
  readonly href: string;
  readonly at: string;
}

export type LiveKind = "accepted" | "refused" | "attempts" | "troubles";

/** As the gateway names what it tells; the rest of the name tells more. */
const TROUBLE = "trouble.";

/** Makes a row of a message. `number` tells rows apart: one event has several. */
export function liveRow({ event, data }: Pick<LiveMessage, "event" | "data">, number: number): LiveRow {
  if ("delivery" in data) {
    const { delivery, endpoint, attempt, result, status, at } = data;
    return {
      key: `${delivery} ${number}`,
      kind: "attempts",
      badge: outcomes[event] ?? { state: event },
      what: `${result}${status === null ? "" : ` ${status}`}, try ${attempt}`,
      who: endpoint,
      id: delivery,
      href: `/console/deliveries/${delivery}`,
      at,
    };
  }
  if ("quarantined" in data) {
    const { quarantined, source, code, receivedAt } = data;
    return {
      key: `${quarantined} ${number}`,
      kind: "refused",
      badge: { state: "refused" },
      what: code,
      who: source,
      id: quarantined,
      href: `/console/quarantine/${quarantined}`,
      at: receivedAt,
    };
  }
  const isTrouble = event.startsWith(TROUBLE);
  return {
    key: `${data.event} ${number}`,
    kind: isTrouble ? "troubles" : "accepted",
    badge: isTrouble ? { state: "conflict", word: "trouble" } : { state: "verified", word: "accepted" },
    what: isTrouble ? event.slice(TROUBLE.length).replaceAll("_", " ") : data.type,
    who: data.source,
    id: data.event,
    href: `/console/events/${data.event}`,
    at: data.receivedAt,
  };
}

const outcomes: Readonly<Record<string, StateBadgeProps>> = {
  "delivery.delivered": { state: "delivered" },
  "delivery.retrying": { state: "pending", word: "tried again later" },
  "delivery.failed": { state: "failed" },
};
