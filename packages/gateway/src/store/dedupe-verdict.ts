import { DEDUPE_DIGESTS_BYTES } from "./dedupe-digests.ts";
import type { AcceptRow, EventKey } from "./engine.ts";

/** What an event is, compared with those before it. */
export type DedupeVerdict =
  | { readonly kind: "new"; readonly isRepeat: boolean }
  | { readonly kind: "duplicate"; readonly of: EventKey }
  | { readonly kind: "conflict"; readonly first: EventKey };

/** The newest event with the same key. */
export interface DedupeCandidate extends EventKey {
  /** Null unless its key is an event id. */
  readonly bodyMac: Uint8Array | null;
}

export interface DedupeDigests {
  readonly keyMac: Buffer;
  readonly bodyMac: Buffer;
}

const KEY_MAC_BYTES = DEDUPE_DIGESTS_BYTES / 2;

/** Of the digests of a batch, those of one of its rows. */
export function digestsOf(all: Uint8Array, row: number): DedupeDigests {
  const start = row * DEDUPE_DIGESTS_BYTES;
  const bytes = Buffer.from(all.buffer, all.byteOffset + start, DEDUPE_DIGESTS_BYTES);
  return { keyMac: bytes.subarray(0, KEY_MAC_BYTES), bodyMac: bytes.subarray(KEY_MAC_BYTES) };
}

/** The first 8 bytes of a digest are its place in the index. */
export function dedupeHash(mac: Uint8Array): bigint {
  return Buffer.from(mac.buffer, mac.byteOffset, mac.byteLength).readBigInt64BE(0);
}

/** The digest under which a stored event is filed: a conflicting one under that of key and body, so that a sender who repeats
 * one id with ever new bodies does not make the search longer.
 */
export function filedUnder(verdict: DedupeVerdict, { keyMac, bodyMac }: DedupeDigests): Buffer {
  return verdict.kind === "conflict" ? bodyMac : keyMac;
}

/**
 * Compares an event with those before it.
 *
 * @param conflictWithBody looks for an event that is filed under this one's key and body; asked only where that decides.
 */
export function judgeDuplicate(
  row: Pick<AcceptRow, "dedupeKind" | "receivedAt" | "repeatWindowMs">,
  bodyMac: Buffer,
  found: DedupeCandidate | undefined,
  conflictWithBody: () => EventKey | undefined,
): DedupeVerdict {
  if (found === undefined) return { kind: "new", isRepeat: false };
  switch (row.dedupeKind) {
    case "timed_content":
      return { kind: "duplicate", of: found };
    case "content":
      return isWithin(row, found) ? { kind: "duplicate", of: found } : { kind: "new", isRepeat: true };
    case "event_id": {
      if (isOfBody(found, bodyMac)) return { kind: "duplicate", of: found };
      const known = conflictWithBody();
      return known === undefined ? { kind: "conflict", first: found } : { kind: "duplicate", of: known };
    }
  }
}

/** Whether the found event had the same body. */
export function isOfBody(found: DedupeCandidate, bodyMac: Buffer): boolean {
  return found.bodyMac !== null && bodyMac.equals(found.bodyMac);
}

/** In both directions of time: a clock that was once far ahead must not make duplicates of all that follows. */
function isWithin(row: Pick<AcceptRow, "receivedAt" | "repeatWindowMs">, found: EventKey): boolean {
  return Math.abs(row.receivedAt - found.receivedAt) <= row.repeatWindowMs;
}
