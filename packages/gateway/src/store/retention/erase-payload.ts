import { GatewayError } from "../../errors.ts";
import type { Actor } from "../audit/audit-note.ts";
import type { Ledger } from "../audit/ledger.ts";
import type { BlobVault } from "../blob-vault.ts";
import type { Engine, EventRow } from "../engine.ts";
import type { ExcerptPlace, RewrittenBlob } from "./retention-rows.ts";
import type { RetentionStore } from "./retention-store.ts";

/** A purge may rewrite or delete the same blob in between. More often than this something is wrong. */
const MAX_TRIES = 10;

export interface ErasingParts {
  readonly engine: Engine;
  readonly ledger: Ledger;
  readonly vault: BlobVault;
  readonly now: () => number;
}

export interface Erasure {
  readonly eventId: string;
  readonly row: EventRow;
  readonly actor: Actor;
  readonly reason: string;
}

/** Overwrites one event's bytes in the blobs that it shares with others, in one transaction with the audit entry. */
export async function erasePayload(
  parts: ErasingParts,
  { eventId, row, actor, reason }: Erasure,
): Promise<Awaited<ReturnType<RetentionStore["erasePayload"]>>> {
  const { engine, ledger, vault, now } = parts;
  const { organizationId } = row;
  const note = {
    organizationId,
    actor,
    action: "event.erase",
    resource: { kind: "event", name: eventId },
    reason,
  } as const;
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    const rewritten = await rewrite(parts, row);
    if (rewritten === undefined) return "payload_purged";
    const input = { organizationId, eventId: row.id, ...rewritten, now: now() };
    const outcome = await ledger.commit({ notes: [note], steps: [{ kind: "erase_payload", input }] });
    if (outcome.outcome === "done") {
      for (const { blobId } of [rewritten.payload, ...rewritten.responses]) vault.forget(blobId);
      await engine.flushDeleted();
      return "erased";
    }
    if (outcome.reason === "held") return "held";
    if (outcome.reason === "not_allowed") return "deliveries_open";
    if (outcome.reason === "not_found") return "payload_purged";
  }
  throw new GatewayError(
    "store_unavailable",
    "the blob of an event kept changing while it was to be rewritten",
  );
}

/** Undefined where the payload is gone. Answers whose blob was deleted for its age need nothing. */
async function rewrite(
  { engine, vault }: ErasingParts,
  { organizationId, id, blobId, frameOffset, frameLength }: EventRow,
): Promise<{ readonly payload: RewrittenBlob; readonly responses: readonly RewrittenBlob[] } | undefined> {
  const payload = await vault.rewrite(organizationId, blobId, [{ offset: frameOffset, length: frameLength }]);
  if (payload === undefined) return undefined;
  const byBlob = new Map<number, ExcerptPlace[]>();
  for (const place of await engine.listExcerpts(organizationId, id)) {
    byBlob.set(place.blobId, [...(byBlob.get(place.blobId) ?? []), place]);
  }
  const responses: RewrittenBlob[] = [];
  for (const [responseBlobId, places] of byBlob) {
    const response = await vault.rewrite(organizationId, responseBlobId, places);
    if (response !== undefined) responses.push(response);
  }
  return { payload, responses };
}
