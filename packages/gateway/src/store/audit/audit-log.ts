import type { ConfigurationVault } from "../configure/configuration-vault.ts";
import type { OrganizationKeys } from "../organization-keys.ts";
import { CHAIN_START } from "./audit-chain.ts";
import type { AuditDetails } from "./audit-chain.ts";
import type {
  AuditCheckpoint,
  AuditPage,
  AuditPart,
  AuditPartQuery,
  AuditQuery,
  AuditStore,
  AuditVerdict,
} from "./audit-store.ts";
import type { Actor, AuditEntry } from "./audit-note.ts";
import type { AuditLook, AuditRow, AuditRows } from "./audit-rows.ts";
import { auditWindow } from "./audit-window.ts";
import type { Ledger } from "./ledger.ts";
import { openDetails } from "./open-details.ts";
import { verifyPart } from "./verify-part.ts";

/** So many are verified before it is looked whether some were deleted meanwhile. */
const ENTRIES_PER_PART = 10_000;

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
    let after: AuditCheckpoint | undefined;
    for (;;) {
      const query = {
        maxEntries: ENTRIES_PER_PART,
        ...(after !== undefined && { after }),
        ...(checkpoint !== undefined && { checkpoint }),
      };
      const { verdict, reached } = await this.verifyPart(organizationId, query);
      if (verdict !== undefined) return verdict;
      after = reached;
    }
  }

  verifyPart(organizationId: number, query: AuditPartQuery): Promise<AuditPart> {
    return verifyPart(this.#options, organizationId, query);
  }

  #detailsOf(row: AuditRow): Promise<AuditDetails> {
    return openDetails(this.#options.vault, row);
  }
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
