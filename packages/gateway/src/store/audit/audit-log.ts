import type { ConfigurationVault } from "../configure/configuration-vault.ts";
import type { KeyedDigest } from "../../secrets/keyed-digest.ts";
import type { OrganizationKeys } from "../organization-keys.ts";
import { CHAIN_START, chainHash } from "./audit-chain.ts";
import type { AuditDetails } from "./audit-chain.ts";
import type {
  AuditCheckpoint,
  AuditFault,
  AuditPage,
  AuditQuery,
  AuditStore,
  AuditVerdict,
} from "./audit-store.ts";
import type { Actor, AuditEntry } from "./audit-note.ts";
import { anchorMac } from "./audit-anchor.ts";
import type { AuditAnchor, AuditLook, AuditRow, AuditRows, AuditTail } from "./audit-rows.ts";
import { auditWindow } from "./audit-window.ts";
import type { Ledger } from "./ledger.ts";

/** Entries read at once while a chain is verified. */
const ENTRIES_PER_READ = 500;

/** A page longer than this holds up the writer. */
const MAX_PAGE = 1000;

/** The log is in the order of its writing. Clocks of gateways, and one that was set, differ by less than this. */
const MAX_CLOCK_DIFFERENCE_MS = 3_600_000;

export interface AuditLogOptions {
  readonly engine: AuditRows;
  readonly ledger: Ledger;
  readonly vault: ConfigurationVault;
  readonly organizationKeys: OrganizationKeys;
}

/** Reads and verifies the audit chains; what is written goes through the ledger. */
export class AuditLog implements AuditStore {
  readonly #options: AuditLogOptions;

  constructor(options: AuditLogOptions) {
    this.#options = options;
  }

  async note(note: Parameters<AuditStore["note"]>[0]): Promise<void> {
    await this.#options.ledger.commit({ notes: [note], steps: [] });
  }

  async list(
    organizationId: number,
    page: { readonly afterPosition: number; readonly limit: number },
  ): Promise<readonly AuditEntry[]> {
    const limit = Math.min(page.limit, MAX_PAGE);
    const rows = await this.#options.engine.listAudit(organizationId, { ...page, limit });
    return Promise.all(rows.map(async (row) => toEntry(row, await this.#detailsOf(row))));
  }

  async search(organizationId: number, { filter, order, after, limit }: AuditQuery): Promise<AuditPage> {
    const { engine } = this.#options;
    const first = ((await engine.readAuditAnchor(organizationId))?.sequence ?? 0) + 1;
    const last = (await engine.readAuditTail(organizationId))?.sequence ?? 0;
    const span = auditWindow(
      { first, last },
      { order, after, isIndexed: filter.resourceNames !== undefined },
    );
    if (span === undefined) return { entries: [], next: undefined };
    const look = { ...span, filter, order, limit: Math.min(limit, MAX_PAGE) };
    const rows = await engine.searchAudit(organizationId, look);
    const entries = await Promise.all(rows.map(async (row) => toEntry(row, await this.#detailsOf(row))));
    const edge = order === "desc" ? span.first : span.last;
    const reached = rows.length === look.limit ? (rows.at(-1)?.sequence ?? edge) : edge;
    const isOver =
      reached === (order === "desc" ? first : last) || (await this.#isBeyond(organizationId, reached, look));
    return { entries, next: isOver ? undefined : reached };
  }

  /** Whether the time that is looked for is left behind, so that no later page has anything. */
  async #isBeyond(organizationId: number, sequence: number, { filter, order }: AuditLook): Promise<boolean> {
    const { from, to } = filter;
    if ((order === "desc" ? from : to) === undefined) return false;
    const one = { first: sequence, last: sequence, filter: {}, order, limit: 1 };
    const [row] = await this.#options.engine.searchAudit(organizationId, one);
    if (row === undefined) return false;
    return order === "desc"
      ? row.at < (from ?? 0) - MAX_CLOCK_DIFFERENCE_MS
      : row.at > (to ?? 0) + MAX_CLOCK_DIFFERENCE_MS;
  }

  async checkpoint(organizationId: number): Promise<AuditCheckpoint> {
    const tail = (await this.#options.engine.readAuditTail(organizationId)) ?? CHAIN_START;
    return { sequence: tail.sequence, hash: Buffer.from(tail.hash).toString("base64") };
  }

  async verify(organizationId: number, checkpoint?: AuditCheckpoint): Promise<AuditVerdict> {
    for (;;) {
      const anchor = await this.#options.engine.readAuditAnchor(organizationId);
      const verdict = await this.#verifyFrom(anchor, organizationId, checkpoint);
      if (verdict.isIntact) return verdict;
      // A purge may have deleted entries between the anchor and the page that should have begun with them.
      const present = await this.#options.engine.readAuditAnchor(organizationId);
      if (present?.sequence === anchor?.sequence) return verdict;
    }
  }

  async #verifyFrom(
    anchor: AuditAnchor | undefined,
    organizationId: number,
    checkpoint: AuditCheckpoint | undefined,
  ): Promise<AuditVerdict> {
    const digest = await this.#options.organizationKeys.digestOf(organizationId);
    if (anchor !== undefined && !isGenuine(digest, { ...anchor, organizationId })) {
      return { isIntact: false, entries: 0, fault: "altered", sequence: anchor.sequence };
    }
    let tail: AuditTail = anchor ?? CHAIN_START;
    // What was deleted for its age is vouched for by the anchor.
    let isCheckpointSeen =
      checkpoint === undefined || isAt(tail, checkpoint) || checkpoint.sequence < (anchor?.sequence ?? 0);
    for (;;) {
      const page = { afterPosition: tail.sequence, limit: ENTRIES_PER_READ };
      const rows = digest === undefined ? [] : await this.#options.engine.listAudit(organizationId, page);
      for (const row of rows) {
        const fault = await this.#faultOf(row, tail);
        if (fault !== undefined) return { isIntact: false, entries: tail.sequence, ...fault };
        tail = { sequence: row.sequence, hash: row.hash };
        if (checkpoint !== undefined && isAt(tail, checkpoint)) isCheckpointSeen = true;
      }
      if (rows.length < ENTRIES_PER_READ) break;
    }
    if (isCheckpointSeen) return { isIntact: true, entries: tail.sequence };
    const fault: AuditFault =
      checkpoint !== undefined && checkpoint.sequence > tail.sequence
        ? { fault: "truncated", sequence: tail.sequence + 1 }
        : { fault: "altered", sequence: checkpoint?.sequence ?? 0 };
    return { isIntact: false, entries: tail.sequence, ...fault };
  }

  async #faultOf(row: AuditRow, tail: AuditTail): Promise<AuditFault | undefined> {
    if (row.sequence !== tail.sequence + 1) return { fault: "missing", sequence: tail.sequence + 1 };
    const digest = await this.#options.organizationKeys.digestOf(row.organizationId);
    const details = await this.#detailsOf(row).catch(() => undefined);
    const altered: AuditFault = { fault: "altered", sequence: row.sequence };
    if (digest === undefined || details === undefined) return altered;
    const hash = chainHash(digest, tail.hash, { facts: row, details });
    return Buffer.compare(hash, row.hash) === 0 ? undefined : altered;
  }

  async #detailsOf(row: AuditRow): Promise<AuditDetails> {
    const cell = { table: "audit_entries", column: "sealed_details" } as const;
    const place = { id: row.sequence, organizationId: row.organizationId };
    const sealed = { sealed: row.sealedDetails, dataKeyId: row.dataKeyId };
    // The seal vouches for the shape: only details are ever sealed for this cell.
    return (await this.#options.vault.open(cell, place, sealed)) as AuditDetails;
  }
}

function isGenuine(
  digest: KeyedDigest | undefined,
  anchor: AuditAnchor & { readonly organizationId: number },
): boolean {
  return digest !== undefined && Buffer.compare(anchorMac(digest, anchor), anchor.mac) === 0;
}

function isAt(tail: AuditTail, { sequence, hash }: AuditCheckpoint): boolean {
  return tail.sequence === sequence && Buffer.from(tail.hash).toString("base64") === hash;
}

function toEntry(row: AuditRow, { address, reason, facts }: AuditDetails): AuditEntry {
  return {
    organizationId: row.organizationId,
    sequence: row.sequence,
    at: row.at,
    actor: {
      // Written by the ledger from an actor of these kinds.
      kind: row.actorKind as Actor["kind"],
      name: row.actorName,
      ...(address !== undefined && { address }),
    },
    action: row.action as AuditEntry["action"],
    resource: { kind: row.resourceKind, name: row.resourceName },
    ...(reason !== undefined && { reason }),
    ...(facts !== undefined && { facts: facts as NonNullable<AuditEntry["facts"]> }),
    hash: Buffer.from(row.hash).toString("base64"),
  };
}
