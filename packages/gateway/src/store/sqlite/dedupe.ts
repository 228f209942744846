import type { AcceptRow, EventKey } from "../engine.ts";
import type { Database } from "./driver.ts";
import { prepare } from "./query.ts";

const KEY_MAC_BYTES = 32;

/** Stored events, and what is left of those that were deleted for their age. */
const KNOWN_EVENTS = `dedupe_keys d LEFT JOIN events e ON e.id = d.event_id
  LEFT JOIN forgotten_events f ON f.id = d.event_id`;

interface Candidate extends EventKey {
  readonly bodyMac: Uint8Array | null;
}

/** What an event is, compared with those before it. */
export type DedupeVerdict =
  | { readonly kind: "new"; readonly isRepeat: boolean }
  | { readonly kind: "duplicate"; readonly of: EventKey }
  | { readonly kind: "conflict"; readonly first: EventKey };

export interface DedupeIndex {
  /** @param digests of the dedupe key, then of key and body; 32 bytes each. */
  judge(row: AcceptRow, digests: Uint8Array): DedupeVerdict;
  /** Makes a stored event findable. */
  add(eventId: number, verdict: DedupeVerdict, digests: Uint8Array): void;
}

/**
 * Finds earlier events by digest. The index holds 8 bytes of it; a hit counts only if the event's whole digest is equal.
 * The first event of a key is filed under the key's digest and each conflicting one under the digest of key and body, so
 * that a sender who repeats one id with ever new bodies does not make the search longer.
 */
export function dedupeIndex(database: Database): DedupeIndex {
  const newestWithKey = prepare<Candidate>(
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
    judge(row, digests) {
      const { keyMac, bodyMac } = split(digests);
      const found = newestWithKey.get(hashOf(keyMac), keyMac);
      if (found === undefined) return { kind: "new", isRepeat: false };
      switch (row.dedupeKind) {
        case "timed_content":
          return { kind: "duplicate", of: found };
        case "content":
          return isWithin(row, found) ? { kind: "duplicate", of: found } : { kind: "new", isRepeat: true };
        case "event_id": {
          if (found.bodyMac !== null && bodyMac.equals(found.bodyMac))
            return { kind: "duplicate", of: found };
          const known = conflictWithBody.get(hashOf(bodyMac), bodyMac);
          return known === undefined ? { kind: "conflict", first: found } : { kind: "duplicate", of: known };
        }
      }
    },
    add(eventId, verdict, digests) {
      const { keyMac, bodyMac } = split(digests);
      insert.run(hashOf(verdict.kind === "conflict" ? bodyMac : keyMac), eventId);
    },
  };
}

/** In both directions of time: a clock that was once far ahead must not make duplicates of all that follows. */
function isWithin(row: AcceptRow, found: EventKey): boolean {
  return Math.abs(row.receivedAt - found.receivedAt) <= row.repeatWindowMs;
}

function split(digests: Uint8Array): { readonly keyMac: Buffer; readonly bodyMac: Buffer } {
  const bytes = Buffer.from(digests.buffer, digests.byteOffset, digests.byteLength);
  return { keyMac: bytes.subarray(0, KEY_MAC_BYTES), bodyMac: bytes.subarray(KEY_MAC_BYTES) };
}

/** The first 8 bytes of a digest are its place in the index. */
function hashOf(mac: Buffer): bigint {
  return mac.readBigInt64BE(0);
}
