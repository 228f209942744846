import { createHash } from "node:crypto";
import type { VerdictFields } from "../verdict.ts";

/**
 * The key under which a store remembers an accepted webhook: the source's name, a colon and 64 hex digits. Event ids
 * can name patients, so the key holds only a digest, over caller and kind too: an id never equals the digest of some
 * content, and two callers that use the same id do not silence each other.
 *
 * @param source What you call the place where these webhooks come from; keys of different sources never meet.
 * @param verdict The verdict that accepted the webhook.
 */
export function replayKey(source: string, verdict: VerdictFields): string {
  const kind = verdict.eventId === undefined ? "content" : "id";
  const parts = [verdict.organization ?? null, verdict.callerId ?? null, kind, verdict.dedupeKey];
  return `${source}:${createHash("sha256").update(JSON.stringify(parts)).digest("hex")}`;
}
