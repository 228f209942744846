import type { AuditEntry, AuditNote } from "./audit-note.ts";
import type { AuditFilter, AuditOrder } from "./audit-rows.ts";

/** A place in a chain that was noted outside the database: what lies before it can no longer be cut off unseen. */
export interface AuditCheckpoint {
  readonly sequence: number;
  /** Base64 of the entry's hash. */
  readonly hash: string;
}

export interface AuditFault {
  /**
   * `altered`: the entry is not what was written (edited, replaced, moved). `missing`: an entry is not there, later ones
   * are. `truncated`: the chain ends before the checkpoint.
   */
  readonly fault: "altered" | "missing" | "truncated";
  /** The first entry that is not as it was written. */
  readonly sequence: number;
}

export type AuditVerdict =
  | { readonly isIntact: true; readonly entries: number }
  /** `entries`: how many from the start are as they were written, those deleted for their age included. */
  | ({ readonly isIntact: false; readonly entries: number } & AuditFault);

export interface AuditPartQuery {
  /** `reached` of the part before; undefined for the first. */
  readonly after?: AuditCheckpoint;
  readonly checkpoint?: AuditCheckpoint;
  readonly maxEntries: number;
}

export interface AuditPart {
  /** The last entry that is as it was written. */
  readonly reached: AuditCheckpoint;
  /** Undefined while there is more to verify. */
  readonly verdict: AuditVerdict | undefined;
}

export interface AuditQuery {
  readonly filter: AuditFilter;
  readonly order: AuditOrder;
  /** `next` of the page before; undefined for the first. */
  readonly after?: number;
  readonly limit: number;
}

export interface AuditPage {
  readonly entries: readonly AuditEntry[];
  /** Undefined on the last page. */
  readonly next: number | undefined;
}

/**
 * The audit log: one keyed hash chain per organization. Changes write into it in their own transaction; a read of a
 * payload is noted here before the payload is handed out, so that a note that fails keeps the payload back.
 *
 * Limit: who holds the master key and the database can write a new chain. A checkpoint kept elsewhere shows that too.
 */
export interface AuditStore {
  /** Resolves once the entry is durable. */
  note(note: AuditNote): Promise<void>;
  /** Entries after the sequence `afterPosition`, in order. */
  list(
    organizationId: number,
    page: { readonly afterPosition: number; readonly limit: number },
  ): Promise<readonly AuditEntry[]>;
  /**
   * Entries that fit a filter. A page looks at a bounded number of entries: it may be short, and empty, and yet have a next
   * one.
   */
  search(organizationId: number, query: AuditQuery): Promise<AuditPage>;
  /** The end of the chain now; sequence 0 where nothing was written yet. */
  checkpoint(organizationId: number): Promise<AuditCheckpoint>;
  /** Reads the whole chain. Without a checkpoint, entries cut off at the end cannot be noticed. */
  verify(organizationId: number, checkpoint?: AuditCheckpoint): Promise<AuditVerdict>;
  /**
   * The same in parts of a bounded length, for whoever wants to see how far it is: what `reached` says is where the next
   * part begins. Whoever gives another place than the part before has reached learns nothing of what lies before it.
   */
  verifyPart(organizationId: number, query: AuditPartQuery): Promise<AuditPart>;
}
