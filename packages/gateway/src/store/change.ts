import type { NewApiKeyRow } from "./access/api-key-rows.ts";
import type { AuditRow, AuditTail } from "./audit/audit-rows.ts";
import type { AnswerRow } from "./access/answer-rows.ts";
import type { ConfigurationChange } from "./configuration-rows.ts";
import type { AcceptBatch, AcceptRowResult } from "./engine.ts";
import type { DeliveryMove } from "./deliveries/delivery-rows.ts";
import type { KeySteps } from "./keys/key-steps.ts";
import type { NewReplayRow, ReplayStateChange } from "./replay/replay-rows.ts";
import type { RetentionSteps } from "./retention/retention-steps.ts";
import type { UserSteps } from "./users/user-steps.ts";
import type { ConnectionRow } from "./resources/connection-rows.ts";

/**
 * What may be done in one transaction with its audit entries: name of the step → what it takes and gives. A step is
 * carried out whole or refused whole.
 */
export interface StepKinds extends KeySteps, RetentionSteps, UserSteps {
  /** Refused as `outdated` when a version is not the expected one. */
  readonly configuration: { readonly input: ConfigurationChange; readonly result: null };
  /** Refused as `name_taken`, or as `not_allowed` where it must be the first and is not. */
  readonly add_api_key: { readonly input: NewApiKeyRow; readonly result: null };
  /** Refused as `not_found`. */
  readonly revoke_api_key: {
    readonly input: { readonly organizationId: number; readonly id: number; readonly at: number };
    readonly result: null;
  };
  /** Refused as `already_answered` when the key is in use. */
  readonly remember_answer: { readonly input: AnswerRow; readonly result: null };
  /** Refused as `name_taken`. */
  readonly add_connection: { readonly input: ConnectionRow; readonly result: null };
  /** Refused as `outdated` unless the row's version follows the stored one. */
  readonly update_connection: { readonly input: ConnectionRow; readonly result: null };
  /** Refused as `outdated` when the version is not the stored one. */
  readonly delete_connection: { readonly input: ConnectionRow; readonly result: null };
  /** Refused as `not_found`, or `not_allowed` in the state that the delivery is in. */
  readonly move_delivery: { readonly input: DeliveryMove; readonly result: null };
  /** Refused as `not_found` unless all of them are there. */
  readonly discard_quarantined: { readonly input: QuarantinedRows; readonly result: null };
  /** Refused as `not_found` unless all of them are there, and as `outdated` where an event was planned on another version. */
  readonly release_quarantined: {
    readonly input: QuarantinedRows & { readonly batch: AcceptBatch };
    readonly result: readonly AcceptRowResult[];
  };
  readonly add_replay: { readonly input: NewReplayRow; readonly result: null };
  /** Refused as `not_found`, or `not_allowed` in the state that the replay is in. */
  readonly set_replay_state: { readonly input: ReplayStateChange; readonly result: null };
}

interface QuarantinedRows {
  readonly organizationId: number;
  readonly ids: readonly number[];
}

export type StepKind = keyof StepKinds;

export type ChangeStep = {
  readonly [Kind in StepKind]: { readonly kind: Kind; readonly input: StepKinds[Kind]["input"] };
}[StepKind];

/** Why a step was not carried out. */
export type RefusalReason =
  "outdated" | "name_taken" | "not_found" | "not_allowed" | "already_answered" | "held" | "payload_purged";

/** What a step gives: its result, or why it was not carried out. */
export type StepOutcome<Kind extends StepKind> =
  { readonly result: StepKinds[Kind]["result"] } | { readonly refused: RefusalReason };

/** All steps and all audit entries in one transaction, or none of them. */
export interface Change {
  readonly steps: readonly ChangeStep[];
  readonly audit: readonly AuditRow[];
}

/** Makes the audit entries of a change anew, to follow chains that end as told: organization → the last of its chain. */
export type AuditRenewal = (ends: ReadonlyMap<number, AuditTail>) => Promise<readonly AuditRow[]>;

export type ChangeOutcome =
  /** Committed; one result per step. */
  | { readonly outcome: "done"; readonly results: readonly unknown[] }
  /** Nothing changed: another writer has added to an audit chain since the entries were made. */
  | { readonly outcome: "chain_moved" }
  /** Nothing changed. */
  | { readonly outcome: "refused"; readonly kind: StepKind; readonly reason: RefusalReason };
