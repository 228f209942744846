import type { KeyedDigest } from "../secrets/keyed-digest.ts";
import type { AcceptedEvent } from "./accepting.ts";

const LABEL = "ordering key";

/**
 * For each endpoint of the event the digest of (endpoint, ordering key), or null where its deliveries keep no order.
 * Null for the whole when none does, which is the rule.
 */
export function orderDigests(
  digest: KeyedDigest,
  event: AcceptedEvent,
): readonly (Uint8Array | null)[] | null {
  const { orderingKey, endpointOrderingKeys, endpointIds } = event;
  if (orderingKey === undefined && endpointOrderingKeys === undefined) return null;
  return endpointIds.map((endpointId) => {
    const key = orderingKey ?? endpointOrderingKeys?.get(endpointId);
    if (key === undefined) return null;
    return digest.digest([JSON.stringify([LABEL, endpointId, key])]);
  });
}
