import type { Item } from "../../api/answer-types.ts";
import { formatCount } from "../../numbers/format-count.ts";

/** What a replay takes, in a line: `source nabla, since 2026-11-02 14:33`. */
export function filterWords({ filter }: Pick<Item<"listReplays">, "filter">): string {
  const { source, types, endpoint, deliveryState, from, to, events } = filter;
  const words = [
    ...(events === undefined
      ? []
      : [events.length === 1 ? "1 event" : `${formatCount(events.length)} events`]),
    ...(source === undefined ? [] : [`source ${source}`]),
    ...(types === undefined ? [] : [`type ${types.join(", ")}`]),
    ...(endpoint === undefined ? [] : [`endpoint ${endpoint}`]),
    ...(deliveryState === undefined ? [] : [`only ${deliveryState.replace("_", " ")}`]),
    ...(from === undefined ? [] : [`since ${minute(from)}`]),
    ...(to === undefined ? [] : [`until ${minute(to)}`]),
  ];
  return words.length === 0 ? "every event" : words.join(", ");
}

function minute(at: string): string {
  return `${at.slice(0, "2026-11-02T14:33".length).replace("T", " ")} UTC`;
}
