import { GatewayError } from "../errors.ts";
import type { BlobVault } from "./blob-vault.ts";
import type { BlobPart, DeliveryKey, Engine, NewBlob, OutcomeRow, RecordRowResult } from "./engine.ts";
import type { AttemptOutcome, RecordResult } from "./delivering.ts";

export interface RecordItem {
  readonly outcome: AttemptOutcome;
  readonly delivery: DeliveryKey;
}

export interface RecordParts {
  readonly engine: Engine;
  readonly vault: BlobVault;
  readonly now: () => number;
}

/** Commits one batch of outcomes; the response excerpts of an organization share one sealed blob. */
export async function recordOutcomes(
  parts: RecordParts,
  items: readonly RecordItem[],
): Promise<readonly (RecordResult | GatewayError)[]> {
  const blobs = await sealExcerpts(parts.vault, items);
  const blobIds = new Map([...blobs.values()].map((blob) => [blob.organizationId, blob.id]));
  const used = new Map<number, number>();
  const rows = items.map(({ outcome, delivery }): OutcomeRow => {
    const excerpt = placeExcerpt(outcome, blobIds, used);
    return {
      organizationId: outcome.organizationId,
      delivery,
      token: outcome.token,
      startedAt: outcome.startedAt,
      durationMs: outcome.durationMs,
      result: outcome.result,
      status: outcome.status ?? null,
      secretId: outcome.secretId ?? null,
      excerpt,
      next: outcome.next,
      disablesEndpoint: outcome.disablesEndpoint ?? null,
      circuit: outcome.circuit ?? null,
    };
  });
  const results = await parts.engine.record({ now: parts.now(), blobs, rows }).catch((error: unknown) => {
    parts.vault.forgetKeysOf(blobs);
    throw error;
  });
  return results.map(toAnswer);
}

async function sealExcerpts(vault: BlobVault, items: readonly RecordItem[]): Promise<readonly NewBlob[]> {
  const excerpts = new Map<number, Uint8Array[]>();
  for (const { outcome } of items) {
    if (outcome.responseExcerpt === undefined) continue;
    const list = excerpts.get(outcome.organizationId);
    if (list === undefined) excerpts.set(outcome.organizationId, [outcome.responseExcerpt]);
    else list.push(outcome.responseExcerpt);
  }
  const blobs: NewBlob[] = [];
  for (const [organizationId, list] of excerpts) {
    blobs.push(await vault.seal(organizationId, "response", Buffer.concat(list)));
  }
  return blobs;
}

function placeExcerpt(
  outcome: AttemptOutcome,
  blobIds: ReadonlyMap<number, number>,
  used: Map<number, number>,
): BlobPart | null {
  const blobId = blobIds.get(outcome.organizationId);
  if (outcome.responseExcerpt === undefined || blobId === undefined) return null;
  const offset = used.get(outcome.organizationId) ?? 0;
  const length = outcome.responseExcerpt.length;
  used.set(outcome.organizationId, offset + length);
  return { blobId, offset, length };
}

function toAnswer(result: RecordRowResult): RecordResult | GatewayError {
  if (result.outcome === "unknown") {
    return new GatewayError("delivery_unknown", "the outcome names no delivery of its organization");
  }
  if (result.outcome === "fenced") return { isFenced: true };
  return { isFenced: false, ...(result.circuit !== undefined && { circuit: result.circuit }) };
}
