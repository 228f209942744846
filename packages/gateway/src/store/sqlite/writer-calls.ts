import type { ClaimRequest, DueEndpoints } from "../delivering.ts";
import type { OperationName } from "../engine-operation.ts";
import type { Engine, NewBlob, RecordRowResult } from "../engine.ts";

/**
 * The engine's calls as they go to the writer thread. The rows of delivering travel as JSON: a text is copied in one
 * piece, whereas each object that is cloned for another thread costs microseconds on both sides.
 */
export interface WriterCalls extends Omit<Pick<Engine, OperationName>, "claim" | "record"> {
  claim(request: ClaimRequest): Promise<PackedClaim>;
  record(batch: PackedOutcomes): Promise<readonly RecordRowResult[]>;
}

export type CallInput<Name extends OperationName> = Parameters<WriterCalls[Name]>;
export type CallOutput<Name extends OperationName> = Awaited<ReturnType<WriterCalls[Name]>>;

export interface PackedClaim {
  readonly leases: readonly PackedLease[];
  readonly outdatedOrganizations: readonly number[];
  readonly due: DueEndpoints;
}

/** What was claimed for one endpoint. */
export interface PackedLease {
  readonly organizationId: number;
  readonly endpointId: number;
  readonly leaseUntil: number;
  /** As SQLite writes them: see `claimed-rows.ts`. */
  readonly rows: string;
}

export interface PackedOutcomes {
  readonly now: number;
  readonly blobs: readonly NewBlob[];
  /** An array of `OutcomeRow`. */
  readonly rows: string;
}
