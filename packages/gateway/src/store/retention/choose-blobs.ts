import type { Holds } from "./holds.ts";
import type { BlobPosition, BlobPurge, BlobPurgeResult, PartialBlob, PurgeTally } from "./retention-rows.ts";

/** A blob that is old enough. */
export interface AgedBlob extends BlobPosition {
  /** Payloads only: every event of the blob lies between these ids, among others. */
  readonly firstEventId: number | null;
  readonly lastEventId: number | null;
  readonly bytes: number;
}

/** An event whose payload lies in a blob, and is there. */
export interface EventOfBlob {
  readonly id: number;
  readonly sourceId: number;
  readonly offset: number;
  readonly length: number;
  /** Whether a delivery needs its payload. */
  readonly isOpen: boolean;
}

/** What one transaction deletes. */
export interface ChosenBlobs {
  readonly whole: readonly AgedBlob[];
  /** Those whose payload goes with these blobs. */
  readonly eventIds: readonly number[];
  readonly partial: readonly PartialBlob[];
  readonly next: BlobPosition | null;
}

export interface BlobChoice {
  /** Oldest first. */
  readonly blobs: readonly AgedBlob[];
  /** Whether none that is old enough follows them. */
  readonly isLastPage: boolean;
  readonly holds: Holds;
  readonly eventsOf: (blob: AgedBlob) => readonly EventOfBlob[];
}

/** Decides which blobs go whole, which of their events go alone, and where the next transaction begins. */
export function chooseBlobs(
  purge: BlobPurge,
  { blobs, isLastPage, holds, eventsOf }: BlobChoice,
): ChosenBlobs {
  const whole: AgedBlob[] = [];
  const eventIds: number[] = [];
  const partial: PartialBlob[] = [];
  let bytes = 0;
  let last: AgedBlob | undefined;
  for (const blob of blobs) {
    last = blob;
    // No row tells which events' responses a blob holds: any hold keeps them all.
    if (purge.retentionClass === "response" && holds.hasAny && !purge.isOfDestroyedKeys) continue;
    const events = eventsOf(blob);
    const free = purge.isOfDestroyedKeys
      ? events
      : events.filter((event) => !event.isOpen && !holds.keeps(event));
    if (free.length === events.length) {
      whole.push(blob);
      for (const { id } of free) eventIds.push(id);
      bytes += blob.bytes;
      if (bytes >= purge.maxBytes) break;
    } else if (free.length > 0) {
      const frames = free.map(({ id, offset, length }) => ({ eventId: id, offset, length }));
      partial.push({ blobId: blob.blobId, frames });
    }
  }
  const isAtEnd = last === undefined || (isLastPage && last === blobs.at(-1));
  const next = isAtEnd || last === undefined ? null : { createdAt: last.createdAt, blobId: last.blobId };
  return { whole, eventIds, partial, next };
}

/** Nothing is told of what receivers answered but in how many blobs it was. */
export function tallyOf(
  { organizationId, retentionClass }: BlobPurge,
  { whole, eventIds }: ChosenBlobs,
): PurgeTally {
  const bytes = whole.reduce((sum, blob) => sum + blob.bytes, 0);
  return retentionClass === "response"
    ? { organizationId, what: "responses", items: whole.length, bytes }
    : { organizationId, what: "payloads", items: eventIds.length, bytes };
}

export function resultOf({ whole, partial, next }: ChosenBlobs): BlobPurgeResult {
  return { deletedBlobs: whole.map(({ blobId }) => blobId), partial, next };
}
