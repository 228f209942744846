import { GatewayError } from "../errors.ts";
import type { BlobVault } from "./blob-vault.ts";
import type { EventRow } from "./engine.ts";
import { readEventFrame } from "./event-frame.ts";
import { formatEventId, formatQuarantineId } from "./public-id.ts";
import type { EventSummary, StoredEvent } from "./reading.ts";

export function toEventSummary(row: EventRow): EventSummary {
  const summary = {
    eventId: formatEventId(row),
    position: row.id,
    organizationId: row.organizationId,
    sourceId: row.sourceId,
    sourceName: row.sourceName,
    eventType: row.eventType,
    receivedAt: row.receivedAt,
    bodyBytes: row.bodyBytes,
    duplicates: row.duplicates,
    isRepeat: row.isRepeat,
    isPayloadUnreadable: row.isPayloadUnreadable,
  };
  const { payloadPurgedAt, releasedFrom, conflictsWith } = row;
  if (payloadPurgedAt === null && releasedFrom === null && conflictsWith === null) return summary;
  return {
    ...summary,
    ...(payloadPurgedAt !== null && { payloadPurgedAt }),
    ...(releasedFrom !== null && {
      releasedFrom: formatQuarantineId({ id: releasedFrom, receivedAt: row.receivedAt }),
    }),
    ...(conflictsWith !== null && { conflictsWith: formatEventId(conflictsWith) }),
  };
}

/** Gives each row with its payload opened, or the error where it does not open. */
export async function openEvents(
  vault: BlobVault,
  rows: readonly EventRow[],
): Promise<readonly (StoredEvent | GatewayError)[]> {
  const present = rows.filter(({ payloadPurgedAt }) => payloadPurgedAt === null);
  const blobs = await vault.open(new Map(present.map((row) => [row.blobId, row.organizationId])));
  return rows.map((row) => {
    if (row.payloadPurgedAt !== null) return purgedPayload();
    const blob = blobs.get(row.blobId);
    return blob instanceof Uint8Array ? openEvent(row, blob) : (blob ?? missingBlob());
  });
}

function openEvent(row: EventRow, blob: Uint8Array): StoredEvent | GatewayError {
  try {
    const { rawHeaders, body } = readEventFrame(blob, row.frameOffset, row.frameLength);
    return { ...toEventSummary(row), rawHeaders, body };
  } catch (error) {
    if (error instanceof GatewayError) return error;
    throw error;
  }
}

function purgedPayload(): GatewayError {
  return new GatewayError("payload_purged", "the payload of the event was deleted");
}

function missingBlob(): GatewayError {
  return new GatewayError("sealed_value_invalid", "the payload of an event does not exist");
}
