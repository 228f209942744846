import { DIGEST_BYTES } from "../secrets/keyed-digest.ts";
import type { KeyedDigest } from "../secrets/keyed-digest.ts";
import type { AcceptedEvent } from "./accepting.ts";

/** Room that the two digests of one event take. */
export const DEDUPE_DIGESTS_BYTES = 2 * DIGEST_BYTES;

const KEY_LABEL = "dedupe key";
const BODY_LABEL = "dedupe body";

/**
 * Gives two digests of an event, one after the other: of (source, caller, kind, key), and of the same with the content.
 * The second tells a repeated event id from a conflicting one; it is zero for other kinds, whose key covers the body.
 */
export function dedupeDigests(digest: KeyedDigest, event: AcceptedEvent): Uint8Array {
  const { kind, key, content = event.body } = event.dedupe;
  const digests = Buffer.alloc(DEDUPE_DIGESTS_BYTES);
  // JSON quotes the key, so that no two different tuples read the same.
  const tuple = `["${KEY_LABEL}",${event.sourceId},${event.callerId ?? null},"${kind}",${JSON.stringify(key)}]`;
  digest.write(digests, 0, [tuple]);
  if (kind === "event_id") {
    digest.write(digests, DIGEST_BYTES, [BODY_LABEL, digests.subarray(0, DIGEST_BYTES), content]);
  }
  return digests;
}
