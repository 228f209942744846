import type { Answer, Item } from "../../api/answer-types.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

type Kept = Pick<Answer<"getEvent">, "id" | "source" | "receivedAt">;

/** The hold in force that keeps an event's payload: its own, its source's, or the organization's. */
export function findHold(
  { id, source }: Kept,
  holds: readonly Item<"listLegalHolds">[],
): Item<"listLegalHolds"> | undefined {
  return holds.find(({ scope, releasedAt }) => {
    if (releasedAt !== null) return false;
    if ("event" in scope) return scope.event === id;
    return "source" in scope ? scope.source === source : true;
  });
}

/** When a payload is old enough to be deleted. Open deliveries may keep it longer. */
export function keptUntil({ source, receivedAt }: Kept, retention: Answer<"getRetention">): Date {
  const own = retention.sources.find((each) => each.source === source);
  return new Date(Date.parse(receivedAt) + (own?.payloadDays ?? retention.payloadDays) * DAY_MS);
}
