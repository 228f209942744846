import { dedupeHash, filedUnder, judgeDuplicate } from "../dedupe-verdict.ts";
import type { DedupeCandidate, DedupeDigests, DedupeVerdict } from "../dedupe-verdict.ts";
import type { AcceptRow, EventKey } from "../engine.ts";
import type { Database } from "./driver.ts";
import { prepare } from "./query.ts";
import { TAIL_EVENTS, waitingDigests } from "./waiting-digests.ts";
import type { WaitingDigests } from "./waiting-digests.ts";

/** Stored events, and what is left of those that were deleted for their age. */
const KNOWN_EVENTS = `dedupe_keys d LEFT JOIN events e ON e.id = d.event_id
  LEFT JOIN forgotten_events f ON f.id = d.event_id`;

/** Most events are new, so what is asked for many of them at once is only whether there is anything to be compared. */
const LOOKED_UP_AT_ONCE = 16;

export interface DedupeIndex extends Pick<WaitingDigests, "begin" | "writeSome" | "writeThrough"> {
  /** The places of those whose key may be that of an event in the table. */
  lookUp(digests: readonly DedupeDigests[]): ReadonlySet<number>;
  /** @param mayBeInTable what `lookUp` said. */
  judge(row: AcceptRow, digests: DedupeDigests, mayBeInTable: boolean): DedupeVerdict;
  /** Makes a stored event findable. */
  add(eventId: number, verdict: DedupeVerdict, digests: DedupeDigests): void;
}

/**
 * Finds earlier events by digest: the latest in memory, those before them in a table. Both hold 8 bytes of it; a hit counts
 * only if the event's whole digest is equal.
 *
 * @param tailEvents a power of two. Default 65,536.
 */
export function dedupeIndex(database: Database, tailEvents: number = TAIL_EVENTS): DedupeIndex {
  const waiting = waitingDigests(database, tailEvents);
  const places = Array.from({ length: LOOKED_UP_AT_ONCE }, (_, place) => `(${place}, ?)`);
  const inTable = prepare<{ readonly place: number }>(
    database,
    `WITH asked (place, hash) AS (VALUES ${places.join(", ")})
     SELECT place FROM asked a WHERE EXISTS (SELECT 1 FROM dedupe_keys d WHERE d.hash = a.hash)`,
  );
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
  const waitingWithKey = prepare<DedupeCandidate>(
    database,
    "SELECT id, received_at AS receivedAt, body_mac AS bodyMac FROM events WHERE id = ? AND dedupe_mac = ?",
  );
  const waitingWithBody = prepare<EventKey>(
    database,
    "SELECT id, received_at AS receivedAt FROM events WHERE id = ? AND body_mac = ?",
  );

  function withKey(keyMac: Buffer, mayBeInTable: boolean): DedupeCandidate | undefined {
    const hash = dedupeHash(keyMac);
    const found = waiting.find(hash, (id) => waitingWithKey.get(id, keyMac));
    return found === undefined && mayBeInTable ? newestWithKey.get(hash, keyMac) : found;
  }

  function withBody(bodyMac: Buffer): EventKey | undefined {
    const hash = dedupeHash(bodyMac);
    return (
      waiting.find(hash, (id) => waitingWithBody.get(id, bodyMac)) ?? conflictWithBody.get(hash, bodyMac)
    );
  }

  return {
    begin: () => waiting.begin(),
    writeSome: () => waiting.writeSome(),
    writeThrough: (eventId) => waiting.writeThrough(eventId),
    lookUp(digests) {
      const hashes = digests.map(({ keyMac }) => dedupeHash(keyMac));
      const found = new Set<number>();
      for (let start = 0; start < hashes.length; start += LOOKED_UP_AT_ONCE) {
        const asked = hashes.slice(start, start + LOOKED_UP_AT_ONCE);
        while (asked.length < LOOKED_UP_AT_ONCE) asked.push(asked[0] ?? 0n);
        for (const { place } of inTable.all(...asked)) found.add(start + place);
      }
      return found;
    },
    judge(row, { keyMac, bodyMac }, mayBeInTable) {
      return judgeDuplicate(row, bodyMac, withKey(keyMac, mayBeInTable), () => withBody(bodyMac));
    },
    add(eventId, verdict, digests) {
      waiting.add(dedupeHash(filedUnder(verdict, digests)), eventId);
    },
  };
}
