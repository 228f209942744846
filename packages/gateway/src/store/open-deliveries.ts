import { GatewayError } from "../errors.ts";
import type { BlobVault } from "./blob-vault.ts";
import type { AttemptRow, BlobPart, DeliveryRow } from "./engine.ts";
import { formatDeliveryId } from "./public-id.ts";
import type { AttemptSummary, DeliverySummary } from "./reading.ts";

interface Parent {
  readonly organizationId: number;
  readonly eventId: string;
}

/** Gives an event's deliveries with their response excerpts opened. */
export async function openDeliveries(
  vault: BlobVault,
  parent: Parent,
  rows: readonly DeliveryRow[],
): Promise<readonly DeliverySummary[]> {
  const excerpts = rows.flatMap((row) => row.attempts.flatMap((attempt) => attempt.excerpt ?? []));
  const blobs = await vault.open(new Map(excerpts.map((part) => [part.blobId, parent.organizationId])));
  return rows.map((row) => ({
    deliveryId: formatDeliveryId(row),
    eventId: parent.eventId,
    endpointId: row.endpointId,
    state: row.state,
    createdAt: row.createdAt,
    ...(row.dueAt !== null && { dueAt: row.dueAt }),
    attempts: row.attempts.map((attempt) => toAttemptSummary(attempt, blobs)),
  }));
}

function toAttemptSummary(
  row: AttemptRow,
  blobs: ReadonlyMap<number, Uint8Array | GatewayError>,
): AttemptSummary {
  return {
    number: row.number,
    startedAt: row.startedAt,
    durationMs: row.durationMs,
    result: row.result,
    isFenced: row.isFenced,
    ...(row.status !== null && { status: row.status }),
    ...(row.secretId !== null && { secretId: row.secretId }),
    // Left out where it was deleted for its age.
    ...(row.excerpt !== null &&
      blobs.has(row.excerpt.blobId) && { responseExcerpt: excerptOf(row.excerpt, blobs) }),
  };
}

/** The place of an opened blob that holds the beginning of one response. */
export function excerptOf(part: BlobPart, blobs: ReadonlyMap<number, Uint8Array | GatewayError>): Uint8Array {
  const blob = blobs.get(part.blobId);
  if (blob instanceof GatewayError) throw blob;
  const excerpt = blob?.slice(part.offset, part.offset + part.length);
  if (excerpt?.length !== part.length) {
    throw new GatewayError(
      "sealed_value_invalid",
      "an attempt points to a place of its blob that holds no response",
    );
  }
  return new Uint8Array(excerpt);
}
