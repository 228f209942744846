import type { KeyedDigest } from "../../secrets/keyed-digest.ts";
import type { AuditTail } from "./audit-rows.ts";

/** Tells this digest apart from every other one under the organization's key. */
const LABEL = "audit anchor 1";

/** Vouches for the beginning of a chain whose first entries were deleted: only who has the organization's key can make it. */
export function anchorMac(
  digest: KeyedDigest,
  { organizationId, sequence, hash }: AuditTail & { readonly organizationId: number },
): Uint8Array {
  return digest.digest([Buffer.from(JSON.stringify([LABEL, organizationId, sequence]), "utf8"), hash]);
}
