import { dedupeHash, filedUnder, judgeDuplicate } from "../dedupe-verdict.ts";
import type { DedupeCandidate, DedupeDigests, DedupeVerdict } from "../dedupe-verdict.ts";
import type { AcceptRow, EventKey } from "../engine.ts";
import type { Database } from "./driver.ts";
import { prepare } from "./query.ts";

/** Stored events, and what is left of those that were deleted for their age. */
const KNOWN_EVENTS = `dedupe_keys d LEFT JOIN events e ON e.id = d.event_id
  LEFT JOIN forgotten_events f ON f.id = d.event_id`;

export interface DedupeIndex {
  judge(row: AcceptRow, digests: DedupeDigests): DedupeVerdict;
  /** Makes a stored event findable. */
  add(eventId: number, verdict: DedupeVerdict, digests: DedupeDigests): void;
}

/** Finds earlier events by digest. The index holds 8 bytes of it; a hit counts only if the event's whole digest is equal. */
export function dedupeIndex(database: Database): DedupeIndex {
  const newestWithKey = prepare<DedupeCandidate>(
    database,
    `SELECT d.event_id AS id, coalesce(e.received_at, f.received_at) AS receivedAt,
       coalesce(e.body_mac, f.body_mac) AS bodyMac
     FROM ${KNOWN_EVENTS}
     WHERE d.hash = ? AND coalesce(e.dedupe_mac, f.dedupe_mac) = ? ORDER BY d.event_id DESC LIMIT 1`,
  );
  const conflictWithBody = prepare<EventKey>(
    database,
    `SELECT d.event_id AS id, coalesce(e.received_at, f.received_at) AS receivedAt
     FROM ${KNOWN_EVENTS}
     WHERE d.hash = ? AND coalesce(e.body_mac, f.body_mac) = ? LIMIT 1`,
  );
  const insert = prepare(database, "INSERT INTO dedupe_keys (hash, event_id) VALUES (?, ?)");

  return {
    judge(row, { keyMac, bodyMac }) {
      const found = newestWithKey.get(dedupeHash(keyMac), keyMac);
      return judgeDuplicate(row, bodyMac, found, () => conflictWithBody.get(dedupeHash(bodyMac), bodyMac));
    },
    add(eventId, verdict, digests) {
      insert.run(dedupeHash(filedUnder(verdict, digests)), eventId);
    },
  };
}
