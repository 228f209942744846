/**
 * Blobs that are deleted at one age. `payload`: of sources without a retention of their own, and of what was posted;
 * `source_N`: of the source with that id, which says itself how long; `response`: what receivers answered.
 */
export type RetentionClass = "payload" | "response" | `source_${number}`;

/** What a purge counts apart. */
export type PurgedKind = "payloads" | "responses" | "metadata";

/** A place in the blobs of one organization and class, in the order of their age. */
export interface BlobPosition {
  readonly createdAt: number;
  readonly blobId: number;
}

export interface BlobPurge {
  readonly organizationId: number;
  readonly retentionClass: RetentionClass;
  /** Blobs made from here on, and before there. */
  readonly createdFrom: number;
  readonly createdBefore: number;
  /** Only those whose data key was destroyed; they open no more, so nothing keeps them. */
  readonly isOfDestroyedKeys: boolean;
  readonly after: BlobPosition | null;
  readonly now: number;
  /** Blobs looked at, and bytes deleted, in one transaction; the blob that passes the latter is the last. */
  readonly maxBlobs: number;
  readonly maxBytes: number;
}

export interface BlobPurgeResult {
  readonly deletedBlobs: readonly number[];
  /** Blobs some of whose events are kept, with the frames of the others. */
  readonly partial: readonly PartialBlob[];
  /** Where the next step begins; null at the end. */
  readonly next: BlobPosition | null;
}

export interface PartialBlob {
  readonly blobId: number;
  readonly frames: readonly EventFrameRow[];
}

export interface EventFrameRow {
  readonly eventId: number;
  readonly offset: number;
  readonly length: number;
}

/** A blob that was opened, partly overwritten with zeros, and sealed anew in its place. */
export interface RewrittenBlob {
  readonly blobId: number;
  /** The first bytes of the seal it was made from: where they differ by now, it is not written. */
  readonly from: Uint8Array;
  readonly dataKeyId: number;
  readonly sealed: Uint8Array;
}

export interface FramePurge {
  readonly organizationId: number;
  readonly blob: RewrittenBlob;
  readonly eventIds: readonly number[];
  readonly now: number;
}

export interface MetadataPurge {
  readonly organizationId: number;
  readonly receivedBefore: number;
  /** Only events after this id. */
  readonly after: number;
  /** Events looked at in one transaction. */
  readonly maxEvents: number;
}

/** What was deleted and is not yet in the audit log. */
export interface PurgeTally {
  readonly organizationId: number;
  readonly what: PurgedKind;
  readonly items: number;
  readonly bytes: number;
}

export interface LegalHoldRow {
  readonly id: number;
  readonly organizationId: number;
  readonly sourceId: number | null;
  readonly eventId: number | null;
  /** For the public id of the event. */
  readonly eventReceivedAt: number | null;
  readonly sealedReason: Uint8Array;
  readonly dataKeyId: number;
  readonly createdAt: number;
  readonly releasedAt: number | null;
}

export type NewLegalHoldRow = Omit<LegalHoldRow, "eventReceivedAt" | "releasedAt">;

export interface DataKeyRow {
  readonly id: number;
  readonly week: number;
  readonly retiredAt: number | null;
  readonly destroyedAt: number | null;
}

/** A week some of whose keys were destroyed, and whose blobs are still to be deleted. */
export interface WeekToSweep {
  readonly organizationId: number;
  readonly week: number;
  /** The destroyed keys: of one that is destroyed while these are swept, blobs are still there. */
  readonly keyIds: readonly number[];
}

/** What keeping and deleting needs of the database. */
export interface RetentionRows {
  /** Deletes blobs none of whose events is held or has an open delivery, and counts them. */
  purgeBlobs(purge: BlobPurge): Promise<BlobPurgeResult>;
  /** Writes a blob whose frames of these events are zeros; false where one of them is kept by now, or the blob has changed. */
  purgeFrames(purge: FramePurge): Promise<boolean>;
  /** Deletes events whose payload is gone, with all that belongs to them. Gives where to go on; null at the end. */
  purgeMetadata(purge: MetadataPurge): Promise<number | null>;
  listPurgeTallies(): Promise<readonly PurgeTally[]>;
  listLegalHolds(organizationId: number): Promise<readonly LegalHoldRow[]>;
  /** Of payloads, newest week first. */
  listDataKeys(organizationId: number): Promise<readonly DataKeyRow[]>;
  listWeeksToSweep(): Promise<readonly WeekToSweep[]>;
  markSwept(week: WeekToSweep): Promise<void>;
  /** Places of the response excerpts of all attempts at an event. */
  listExcerpts(organizationId: number, eventId: number): Promise<readonly ExcerptPlace[]>;
}

export interface ExcerptPlace {
  readonly blobId: number;
  readonly offset: number;
  readonly length: number;
}
