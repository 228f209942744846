import type { KeyedDigest } from "../../secrets/keyed-digest.ts";
import { DIGEST_BYTES } from "../../secrets/keyed-digest.ts";
import { canonicalJson } from "../configure/canonical-json.ts";
import type { AuditRow, AuditTail } from "./audit-rows.ts";

/** Tells this digest apart from every other one under the organization's key. */
const LABEL = "audit entry 1";

/** What the first entry of an organization follows. */
export const CHAIN_START: AuditTail = { sequence: 0, hash: new Uint8Array(DIGEST_BYTES) };

/** What a person typed and where the request came from; kept sealed. */
export interface AuditDetails {
  readonly address?: string;
  readonly reason?: string;
  readonly facts?: Readonly<Record<string, unknown>>;
}

export type HashedFacts = Omit<AuditRow, "sealedDetails" | "dataKeyId" | "hash">;

/**
 * The hash of an entry: keyed by the organization's key, over the hash before it and everything the entry says. The
 * details are covered as plain JSON, so that sealing them anew under another key breaks no chain.
 */
export function chainHash(
  digest: KeyedDigest,
  previous: Uint8Array,
  entry: { readonly facts: HashedFacts; readonly details: AuditDetails },
): Uint8Array {
  const { facts } = entry;
  // JSON quotes each value, so that no two different entries read the same.
  const text = JSON.stringify([
    LABEL,
    facts.organizationId,
    facts.sequence,
    facts.at,
    facts.actorKind,
    facts.actorName,
    facts.action,
    facts.resourceKind,
    facts.resourceName,
    canonicalJson(entry.details),
  ]);
  return digest.digest([previous, Buffer.from(text, "utf8")]);
}
