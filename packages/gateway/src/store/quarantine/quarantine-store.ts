import type { Actor } from "../audit/audit-note.ts";
import type { AcceptResult, AcceptedEvent } from "../accepting.ts";

/** A request that was refused, as it came. */
export interface RefusedRequest {
  readonly organizationId: number;
  readonly sourceId: number;
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
  /** The code of the refusal. */
  readonly code: string;
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
  /** Names and values in turn. */
  readonly rawHeaders: readonly string[];
  readonly body: Uint8Array;
}

/** How much of one source is kept. */
export interface QuarantineRoom {
  readonly sourceId: number;
  readonly maxItems: number;
  /** Sealed bytes of all its requests together. */
  readonly maxBytes: number;
  readonly maxAgeMs: number;
}

/** Requests of a source that were refused and not even tried to keep. */
export interface QuarantineDrop {
  readonly organizationId: number;
  readonly sourceId: number;
  readonly count: number;
}

export interface QuarantineAddition {
  readonly requests: readonly RefusedRequest[];
  readonly drops: readonly QuarantineDrop[];
  /** Of every source named above. */
  readonly rooms: readonly QuarantineRoom[];
}

/** What of a quarantined request everybody may see. */
export interface QuarantinedSummary {
  readonly quarantineId: string;
  /** Rises in the order of commits within the organization. */
  readonly position: number;
  readonly organizationId: number;
  readonly sourceId: number;
  readonly sourceName: string;
  readonly receivedAt: number;
  readonly code: string;
  readonly bodyBytes: number;
}

export interface QuarantinedRequest extends QuarantinedSummary {
  readonly method: string;
  readonly url: string;
  readonly rawHeaders: readonly string[];
  readonly body: Uint8Array;
}

/** Which quarantined requests are meant. What is left out does not matter. */
export interface QuarantineFilter {
  readonly source?: string;
  readonly code?: string;
  /** Milliseconds since 1970, both included. */
  readonly receivedFrom?: number;
  readonly receivedTo?: number;
}

export interface QuarantineListing {
  /** `asc`: in the order in which they were kept. */
  readonly order: "asc" | "desc";
  /** Only those beyond this position in that order. */
  readonly after?: number;
  readonly limit: number;
}

/** How full the quarantine of one source is. */
export interface QuarantineCount {
  readonly sourceId: number;
  readonly sourceName: string;
  readonly items: number;
  readonly bytes: number;
  /** Refused and never kept, since the beginning. */
  readonly dropped: number;
  /** Kept, and deleted for newer ones, since the beginning. */
  readonly pushedOut: number;
  /** When the last one was dropped or pushed out. */
  readonly lastLossAt?: number;
}

/** A quarantined request that passes now, as the event that it becomes. */
export interface RequestToRelease {
  readonly quarantineId: string;
  readonly event: AcceptedEvent;
  /** What was overridden; only the age of a signed time can be. */
  readonly override?: "stale";
}

export interface Release {
  readonly organizationId: number;
  readonly requests: readonly RequestToRelease[];
  readonly reason?: string;
}

export type ReleaseOutcome =
  /** One result per request, in order: a request that was known before is a duplicate here too. */
  | { readonly outcome: "released"; readonly results: readonly AcceptResult[] }
  /** Nothing changed: the configuration has moved on. Verify anew. */
  | { readonly outcome: "outdated" }
  /** Nothing changed: one of them is no longer there. */
  | { readonly outcome: "not_found" };

/**
 * Refused requests, sealed, bounded for each source in number, bytes and age. They are no events and are never
 * delivered: what passes a later verification is released, which makes an event of it.
 *
 * Limit: of what came in the last moments before a crash, some may be lost; whoever sent it was refused.
 */
export interface QuarantineStore {
  /**
   * Keeps them in one transaction. Where a source's room is full, the oldest are deleted for them, of that code first of
   * which there are most: a flood of one kind does not push out the others. Gives the ids of sources that were full.
   */
  add(addition: QuarantineAddition): Promise<{ readonly full: readonly number[] }>;
  list(
    organizationId: number,
    filter: QuarantineFilter,
    listing: QuarantineListing,
  ): Promise<readonly QuarantinedSummary[]>;
  count(organizationId: number): Promise<readonly QuarantineCount[]>;
  read(organizationId: number, quarantineId: string): Promise<QuarantinedSummary | undefined>;
  /** With its payload, for the gateway's own eyes: nothing of it may be shown without {@link reveal}. */
  open(organizationId: number, quarantineId: string): Promise<QuarantinedRequest | undefined>;
  /** With its payload; that it was read, by whom and why, is in the audit log before anything is opened. */
  reveal(
    actor: Actor,
    asked: { readonly organizationId: number; readonly quarantineId: string; readonly reason: string },
  ): Promise<QuarantinedRequest | undefined>;
  /** Deletes them, audited; all or, where one is not there, none. */
  discard(
    actor: Actor,
    asked: { readonly organizationId: number; readonly quarantineIds: readonly string[] },
  ): Promise<boolean>;
  /** Makes events of them, deletes them here and notes it in the audit log, in one transaction. */
  release(actor: Actor, release: Release): Promise<ReleaseOutcome>;
  /** Deletes up to `limit` that are too old by their source's room, or by `maxAgeMs` where it has none. Returns how many. */
  purge(purge: {
    readonly rooms: readonly QuarantineRoom[];
    readonly maxAgeMs: number;
    readonly limit: number;
  }): Promise<number>;
}
