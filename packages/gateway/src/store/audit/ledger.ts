import { GatewayError } from "../../errors.ts";
import type { ChangeStep, RefusalReason } from "../change.ts";
import type { ConfigurationVault } from "../configure/configuration-vault.ts";
import type { Engine } from "../engine.ts";
import type { OrganizationKeys } from "../organization-keys.ts";
import { CHAIN_START, chainHash } from "./audit-chain.ts";
import type { AuditDetails } from "./audit-chain.ts";
import type { AuditNote } from "./audit-note.ts";
import type { AuditRow, AuditTail } from "./audit-rows.ts";

/** What is known of a chain may be outdated once. More often than this something is wrong. */
const MAX_TRIES = 10;

export interface LedgerOptions {
  readonly engine: Pick<Engine, "readAuditTail" | "change">;
  readonly vault: ConfigurationVault;
  readonly organizationKeys: OrganizationKeys;
  readonly now: () => number;
}

/** What is to be done, and what the audit log is to say of it. */
export interface AuditedChange {
  readonly notes: readonly AuditNote[];
  readonly steps: readonly ChangeStep[];
}

export type LedgerOutcome =
  | { readonly outcome: "done"; readonly results: readonly unknown[] }
  | { readonly outcome: "refused"; readonly reason: RefusalReason };

/** Rows that follow one another and, for each organization, the last of them. */
interface Entries {
  readonly rows: readonly AuditRow[];
  readonly ends: ReadonlyMap<number, AuditTail>;
}

/**
 * Makes changes with their audit entries: both are in one transaction, so that nothing is done unrecorded and nothing
 * recorded undone. One chain per organization; changes of this process take turns.
 */
export class Ledger {
  readonly #options: LedgerOptions;
  readonly #tails = new Map<number, AuditTail>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: LedgerOptions) {
    this.#options = options;
  }

  /** Resolves when the change and its entries are durable, or with why nothing was changed. */
  commit(change: AuditedChange): Promise<LedgerOutcome> {
    const turn = this.#last.catch(() => {}).then(() => this.#commit(change));
    this.#last = turn;
    return turn;
  }

  async #commit({ notes, steps }: AuditedChange): Promise<LedgerOutcome> {
    for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
      let entries = await this.#entries(notes);
      const change = { steps, audit: entries.rows };
      const outcome = await this.#options.engine.change(change, async (ends) => {
        entries = await this.#entries(notes, ends);
        return entries.rows;
      });
      if (outcome.outcome === "refused") return { outcome: "refused", reason: outcome.reason };
      if (outcome.outcome === "done") {
        for (const [organizationId, tail] of entries.ends) this.#tails.set(organizationId, tail);
        return { outcome: "done", results: outcome.results };
      }
      for (const note of notes) this.#tails.delete(note.organizationId);
    }
    throw new GatewayError("store_unavailable", "the audit log kept growing while it was to be written");
  }

  /** @param ends the chains that the entries are to follow; by default those that are known to this process. */
  async #entries(
    notes: readonly AuditNote[],
    ends: ReadonlyMap<number, AuditTail> = new Map(),
  ): Promise<Entries> {
    const tails = new Map(ends);
    const rows: AuditRow[] = [];
    for (const note of notes) rows.push(await this.#entry(note, tails));
    return { rows, ends: tails };
  }

  /** The row of a note after those of the same change; moves the change's own view of the tail on. */
  async #entry(note: AuditNote, tails: Map<number, AuditTail>): Promise<AuditRow> {
    const { organizationId } = note;
    const tail = tails.get(organizationId) ?? (await this.#tailOf(organizationId));
    const digest = await this.#options.organizationKeys.digestOf(organizationId);
    if (digest === undefined) throw new GatewayError("store_unavailable", "the organization has no key");
    const facts = {
      organizationId,
      sequence: tail.sequence + 1,
      at: this.#options.now(),
      actorKind: note.actor.kind,
      actorName: note.actor.name,
      action: note.action,
      resourceKind: note.resource.kind,
      resourceName: note.resource.name,
    };
    const details = detailsOf(note);
    const cell = { table: "audit_entries", column: "sealed_details" } as const;
    const place = { id: facts.sequence, organizationId };
    const { sealed, dataKeyId } = await this.#options.vault.seal(cell, place, details);
    const hash = chainHash(digest, tail.hash, { facts, details });
    tails.set(organizationId, { sequence: facts.sequence, hash });
    return { ...facts, sealedDetails: sealed, dataKeyId, hash };
  }

  async #tailOf(organizationId: number): Promise<AuditTail> {
    const known = this.#tails.get(organizationId);
    if (known !== undefined) return known;
    return (await this.#options.engine.readAuditTail(organizationId)) ?? CHAIN_START;
  }
}

function detailsOf({ actor, reason, facts }: AuditNote): AuditDetails {
  return {
    ...(actor.address !== undefined && { address: actor.address }),
    ...(reason !== undefined && { reason }),
    ...(facts !== undefined && { facts }),
  };
}
