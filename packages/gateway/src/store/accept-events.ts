import { GatewayError } from "../errors.ts";
import type { KeyedDigest } from "../secrets/keyed-digest.ts";
import type { BlobVault } from "./blob-vault.ts";
import { DEDUPE_DIGESTS_BYTES, dedupeDigests } from "./dedupe-digests.ts";
import type { AcceptRow, AcceptRowResult, Engine, NewBlob } from "./engine.ts";
import { EventBundles, plaintextOf } from "./event-bundles.ts";
import type { FramePlace } from "./event-bundles.ts";
import { orderDigests } from "./order-digests.ts";
import { formatEventId } from "./public-id.ts";
import type { AcceptResult, AcceptedEvent } from "./accepting.ts";

export interface AcceptItem {
  readonly event: AcceptedEvent;
  /** See `dedupeDigests`. */
  readonly digests: Uint8Array;
  /** See `orderDigests`. */
  readonly orderMacs: AcceptRow["orderMacs"];
}

export interface AcceptParts {
  readonly engine: Pick<Engine, "accept">;
  readonly vault: BlobVault;
  readonly now: () => number;
}

/** The event with its digests, made by the organization's digest. */
export function toAcceptItem(digest: KeyedDigest, event: AcceptedEvent): AcceptItem {
  return { event, digests: dedupeDigests(digest, event), orderMacs: orderDigests(digest, event) };
}

/** Commits one batch of events, one sealed blob per organization and retention class, and gives each its answer. */
export async function acceptEvents(
  parts: AcceptParts,
  items: readonly AcceptItem[],
): Promise<readonly (AcceptResult | GatewayError)[]> {
  const bundles = new EventBundles();
  const rows = items.map((item) => toRow(item, bundles.add(item.event)));
  const digests = new Uint8Array(items.length * DEDUPE_DIGESTS_BYTES);
  items.forEach((item, index) => digests.set(item.digests, index * DEDUPE_DIGESTS_BYTES));

  const plaintexts: Uint8Array[] = [];
  const blobs: NewBlob[] = [];
  for (const bundle of bundles.all) {
    const plaintext = plaintextOf(bundle);
    plaintexts.push(plaintext);
    blobs.push(await parts.vault.seal(bundle.organizationId, bundle.retentionClass, plaintext));
  }
  const blobIds = blobs.map((blob) => blob.id);
  const results = await parts.engine
    .accept({ now: parts.now(), blobs, rows, digests })
    .catch((error: unknown) => {
      parts.vault.forgetKeysOf(blobs);
      throw error;
    });

  for (const index of writtenBlobs(rows, results)) {
    const [id, plaintext] = [blobIds[index], plaintexts[index]];
    if (id !== undefined && plaintext !== undefined) parts.vault.remember(id, plaintext);
  }
  return results.map(toAnswer);
}

function toRow({ event, orderMacs }: AcceptItem, place: FramePlace): AcceptRow {
  return {
    organizationId: event.organizationId,
    configVersion: event.configVersion,
    sourceId: event.sourceId,
    callerId: event.callerId ?? null,
    secretId: event.secretId ?? null,
    receivedAt: event.receivedAt,
    signedAt: event.signedAt ?? null,
    eventType: event.eventType,
    isPayloadUnreadable: event.isPayloadUnreadable,
    dedupeKind: event.dedupe.kind,
    repeatWindowMs: event.repeatWindowMs,
    onConflict: event.onConflict,
    endpointIds: event.endpointIds,
    orderMacs,
    blob: place.bundle,
    frameOffset: place.offset,
    frameLength: place.length,
    bodyBytes: event.body.length,
    releasedFrom: event.releasedFrom ?? null,
  };
}

/** A blob whose events were all duplicates was not written. */
function writtenBlobs(rows: readonly AcceptRow[], results: readonly AcceptRowResult[]): ReadonlySet<number> {
  const written = new Set<number>();
  results.forEach(({ outcome }, index) => {
    const row = rows[index];
    if (row !== undefined && (outcome === "accepted" || outcome === "conflict")) written.add(row.blob);
  });
  return written;
}

function toAnswer(result: AcceptRowResult): AcceptResult | GatewayError {
  switch (result.outcome) {
    case "accepted":
      return { outcome: "accepted", eventId: formatEventId(result.event), isRepeat: result.isRepeat };
    case "duplicate":
      return {
        outcome: "duplicate",
        eventId: formatEventId(result.event),
        ...(result.isOtherContent === true && { isOtherContent: true }),
      };
    case "conflict":
      return {
        outcome: "conflict",
        eventId: formatEventId(result.event),
        firstEventId: formatEventId(result.first),
      };
    case "outdated":
      return { outcome: "outdated" };
    case "invalid":
      return new GatewayError(
        "event_invalid",
        "the source or an endpoint does not belong to the organization",
      );
  }
}
