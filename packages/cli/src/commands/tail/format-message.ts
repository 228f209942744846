import type { Routes, StreamedOf } from "@countersign/contract";
import { formatBytes } from "../../output/format-bytes.ts";
import { printable } from "../../output/printable.ts";

type Message = StreamedOf<Routes["followStream"]>;

/** The longest kind that is often seen: `delivery.delivered`. */
const KIND_WIDTH = 19;
const TIME_START = "2026-11-22T".length;
const TIME_END = "2026-11-22T14:32:15".length;

/** One line of a tail: `14:32:15  event.accepted  nabla  note.signed  2.1 kB  evt_…`. */
export function formatMessage(kind: string, message: Message): string {
  const { at, facts } = describe(message);
  const time = at.slice(TIME_START, TIME_END);
  return `${[time, printable(kind).padEnd(KIND_WIDTH), ...facts.map((fact) => printable(fact))].join("  ")}\n`;
}

function describe(message: Message): { readonly at: string; readonly facts: readonly string[] } {
  if ("delivery" in message) {
    const { at, endpoint, attempt, result, status, delivery } = message;
    const answer = status === null ? result : `${result} ${status}`;
    return { at, facts: [endpoint, `attempt ${attempt}`, answer, delivery] };
  }
  if ("quarantined" in message) {
    const { receivedAt, source, code, bodyBytes, quarantined } = message;
    return { at: receivedAt, facts: [source, code, formatBytes(bodyBytes), quarantined] };
  }
  const { receivedAt, source, type, bodyBytes, event, conflictsWith, releasedFrom } = message;
  const marks = [
    ...(conflictsWith === null ? [] : ["conflict"]),
    ...(releasedFrom === null ? [] : [`released from ${releasedFrom}`]),
  ];
  return { at: receivedAt, facts: [source, type, formatBytes(bodyBytes), event, ...marks] };
}
