import type { AuditAnchor } from "../audit/audit-rows.ts";
import type { NewLegalHoldRow, PurgeTally, RewrittenBlob } from "./retention-rows.ts";

/** The steps of a change that are about keeping and deleting. */
export interface RetentionSteps {
  readonly add_legal_hold: { readonly input: NewLegalHoldRow; readonly result: null };
  /** Refused as `not_found` unless it is in force. */
  readonly release_legal_hold: {
    readonly input: { readonly organizationId: number; readonly id: number; readonly now: number };
    readonly result: null;
  };
  /** Refused as `outdated` when more was deleted meanwhile. */
  readonly clear_purge_tally: { readonly input: PurgeTally; readonly result: null };
  /**
   * Refused as `not_found`, as `held`, as `not_allowed` while it has open deliveries, and as `outdated` when a blob is not
   * the one that was rewritten.
   */
  readonly erase_payload: { readonly input: PayloadErasure; readonly result: null };
  /** Refused as `not_found` where the week has no key, and as `held` while the organization has any hold. */
  readonly destroy_data_keys: {
    readonly input: { readonly organizationId: number; readonly week: number; readonly now: number };
    readonly result: null;
  };
  /** Refused as `held` while the whole organization is under a hold, and as `outdated` where another has deleted some of it. */
  readonly purge_audit: { readonly input: AuditPurge; readonly result: null };
}

/** What of a chain is deleted: everything up to the anchor, which stays in its place. */
export interface AuditPurge {
  readonly organizationId: number;
  readonly anchor: AuditAnchor;
  /** How many entries that is. */
  readonly items: number;
}

export interface PayloadErasure {
  readonly organizationId: number;
  readonly eventId: number;
  readonly payload: RewrittenBlob;
  readonly responses: readonly RewrittenBlob[];
  readonly now: number;
}
