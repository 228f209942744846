import { DIGEST_BYTES } from "../secrets/keyed-digest.ts";
import type { KeyedDigest } from "../secrets/keyed-digest.ts";
import type { AcceptedEvent } from "./accepting.ts";

/** Room that the two digests of one event take. */
export const DEDUPE_DIGESTS_BYTES = 2 * DIGEST_BYTES;

const KEY_LABEL = "dedupe key";
const BODY_LABEL = Buffer.from("dedupe body");

/**
 * Gives two digests of an event, one after the other: of (source, caller, kind, key), and of the same with the content.
 * The second tells a repeated event id from a conflicting one; it is zero for other kinds, whose key covers the body.
 */
export function dedupeDigests(digest: KeyedDigest, event: AcceptedEvent): Uint8Array {
  const { kind, key, content = event.body } = event.dedupe;
  // JSON quotes the key, so that no two different tuples read the same.
  const tuple = JSON.stringify([KEY_LABEL, event.sourceId, event.callerId ?? null, kind, key]);
  const digests = new Uint8Array(DEDUPE_DIGESTS_BYTES);
  const keyMac = digest.digest([Buffer.from(tuple, "utf8")]);
  digests.set(keyMac);
  if (kind === "event_id") digests.set(digest.digest([BODY_LABEL, keyMac, content]), DIGEST_BYTES);
  return digests;
}
