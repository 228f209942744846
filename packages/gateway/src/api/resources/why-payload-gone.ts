import type { AnswerOf, Routes } from "@countersign/contract";
import type { EventSummary } from "../../store/reading.ts";
import { utcWeek, weekStart } from "../../secrets/utc-week.ts";
import type { ApiParts } from "../api-parts.ts";

type Why = AnswerOf<Routes["getEvent"]>["payloadPurgedBy"];

/** `2026-11-02`, as an ISO time begins: the name of a week. */
const DATE_CHARACTERS = 10;
/** A week may be shredded again, after further keys were made for it. */
const MAX_SHREDDINGS = 100;

/**
 * What deleted the payload of an event, as the audit log has it; null while it is there. (Limit: of a payload that was
 * sealed in another week than it came in, because it was released from quarantine, a shredding is told as retention.)
 */
export async function whyPayloadGone(
  organizationId: number,
  event: Pick<EventSummary, "eventId" | "receivedAt" | "payloadPurgedAt">,
  store: Pick<ApiParts["store"], "audit">,
): Promise<Why> {
  const { eventId, receivedAt, payloadPurgedAt } = event;
  if (payloadPurgedAt === undefined) return null;
  const entriesOf = async (action: string, name: string, limit: number) => {
    // By name an index finds them, however long the log is.
    const filter = { action, resourceNames: [name] };
    return (await store.audit.search(organizationId, { filter, order: "desc", limit })).entries;
  };
  if ((await entriesOf("event.erase", eventId, 1)).length > 0) return "erasure";
  const week = new Date(weekStart(utcWeek(receivedAt))).toISOString().slice(0, DATE_CHARACTERS);
  const shreddings = await entriesOf("key_week.shred", week, MAX_SHREDDINGS);
  // What came in afterwards is sealed with another key, and what was gone before needed none.
  const isShredded = shreddings.some(({ at }) => receivedAt <= at && at <= payloadPurgedAt);
  return isShredded ? "key_destruction" : "retention";
}
