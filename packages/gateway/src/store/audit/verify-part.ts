import type { ConfigurationVault } from "../configure/configuration-vault.ts";
import type { OrganizationKeys } from "../organization-keys.ts";
import type { KeyedDigest } from "../../secrets/keyed-digest.ts";
import { anchorMac } from "./audit-anchor.ts";
import { CHAIN_START, chainHash } from "./audit-chain.ts";
import type { AuditAnchor, AuditRow, AuditRows, AuditTail } from "./audit-rows.ts";
import type { AuditCheckpoint, AuditFault, AuditPart, AuditPartQuery, AuditVerdict } from "./audit-store.ts";
import { openDetails } from "./open-details.ts";

/** Entries read at once. */
const ENTRIES_PER_READ = 500;

export interface VerifyParts {
  readonly engine: AuditRows;
  readonly vault: ConfigurationVault;
  readonly organizationKeys: OrganizationKeys;
}

/** Computes the hashes of up to `maxEntries` entries again, from where an earlier part ended. */
export async function verifyPart(
  parts: VerifyParts,
  organizationId: number,
  query: AuditPartQuery,
): Promise<AuditPart> {
  const { engine } = parts;
  for (;;) {
    const anchor = await engine.readAuditAnchor(organizationId);
    const part = await verifyAfter(parts, organizationId, { ...query, anchor });
    if (part.verdict?.isIntact !== false) return part;
    // A purge may have deleted entries between the anchor and the page that should have begun with them.
    const present = await engine.readAuditAnchor(organizationId);
    if (present?.sequence === anchor?.sequence) return part;
  }
}

async function verifyAfter(
  parts: VerifyParts,
  organizationId: number,
  { after, checkpoint, maxEntries, anchor }: AuditPartQuery & { readonly anchor: AuditAnchor | undefined },
): Promise<AuditPart> {
  const { engine, organizationKeys } = parts;
  const digest = await organizationKeys.digestOf(organizationId);
  if (anchor !== undefined && !isGenuine(digest, { ...anchor, organizationId })) {
    return ended(anchor, { isIntact: false, entries: 0, fault: "altered", sequence: anchor.sequence });
  }
  // What was deleted for its age, also since the part before, is vouched for by the anchor.
  let tail = laterOf(anchor ?? CHAIN_START, after);
  if (isAnother(tail, checkpoint)) {
    return ended(tail, {
      isIntact: false,
      entries: tail.sequence,
      fault: "altered",
      sequence: tail.sequence,
    });
  }
  let looked = 0;
  while (looked < maxEntries) {
    const limit = Math.min(ENTRIES_PER_READ, maxEntries - looked);
    const page = { afterPosition: tail.sequence, limit };
    const rows = digest === undefined ? [] : await engine.listAudit(organizationId, page);
    for (const row of rows) {
      const fault = await faultOf(parts, row, tail);
      if (fault !== undefined) return ended(tail, { isIntact: false, entries: tail.sequence, ...fault });
      tail = { sequence: row.sequence, hash: row.hash };
      if (isAnother(tail, checkpoint)) {
        const entries = row.sequence - 1;
        return ended(tail, { isIntact: false, entries, fault: "altered", sequence: row.sequence });
      }
    }
    looked += rows.length;
    if (rows.length < limit) return ended(tail, verdictAtEnd(tail, checkpoint));
  }
  return { reached: toCheckpoint(tail), verdict: undefined };
}

function verdictAtEnd(tail: AuditTail, checkpoint: AuditCheckpoint | undefined): AuditVerdict {
  const entries = tail.sequence;
  if (checkpoint === undefined || checkpoint.sequence <= entries) return { isIntact: true, entries };
  return { isIntact: false, entries, fault: "truncated", sequence: entries + 1 };
}

async function faultOf(
  { vault, organizationKeys }: VerifyParts,
  row: AuditRow,
  tail: AuditTail,
): Promise<AuditFault | undefined> {
  if (row.sequence !== tail.sequence + 1) return { fault: "missing", sequence: tail.sequence + 1 };
  const digest = await organizationKeys.digestOf(row.organizationId);
  const details = await openDetails(vault, row).catch(() => undefined);
  const altered: AuditFault = { fault: "altered", sequence: row.sequence };
  if (digest === undefined || details === undefined) return altered;
  const hash = chainHash(digest, tail.hash, { facts: row, details });
  return Buffer.compare(hash, row.hash) === 0 ? undefined : altered;
}

function isGenuine(
  digest: KeyedDigest | undefined,
  anchor: AuditAnchor & { readonly organizationId: number },
): boolean {
  return digest !== undefined && Buffer.compare(anchorMac(digest, anchor), anchor.mac) === 0;
}

function laterOf(begin: AuditTail, after: AuditCheckpoint | undefined): AuditTail {
  if (after === undefined || after.sequence <= begin.sequence) return begin;
  return { sequence: after.sequence, hash: Buffer.from(after.hash, "base64") };
}

/** Whether the entry that a checkpoint names was another one when the checkpoint was taken. */
function isAnother({ sequence, hash }: AuditTail, checkpoint: AuditCheckpoint | undefined): boolean {
  return checkpoint?.sequence === sequence && checkpoint.hash !== Buffer.from(hash).toString("base64");
}

function toCheckpoint({ sequence, hash }: AuditTail): AuditCheckpoint {
  return { sequence, hash: Buffer.from(hash).toString("base64") };
}

function ended(tail: AuditTail, verdict: AuditVerdict): AuditPart {
  return { reached: toCheckpoint(tail), verdict };
}
