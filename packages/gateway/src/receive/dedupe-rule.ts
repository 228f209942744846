import { signsTime } from "countersign";
import type { AcceptedVerdict, Scheme } from "countersign";
import type { AcceptedEvent, DedupeKind } from "../store/accepting.ts";

/** What makes a repeat of this event: its signed id, else its signed content, for ever only where a signed time is in it. */
export function dedupeRule(scheme: Scheme, verdict: AcceptedVerdict): AcceptedEvent["dedupe"] {
  return { kind: dedupeKind(scheme, verdict), key: verdict.dedupeKey };
}

function dedupeKind(scheme: Scheme, verdict: AcceptedVerdict): DedupeKind {
  if (verdict.eventId !== undefined) return "event_id";
  return signsTime(scheme) ? "timed_content" : "content";
}
