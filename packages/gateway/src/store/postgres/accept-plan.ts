import { isOwnSource } from "../../config/own-sources.ts";
import { digestsOf } from "../dedupe-verdict.ts";
import type { DedupeDigests, DedupeVerdict } from "../dedupe-verdict.ts";
import type { AcceptBatch, AcceptRow, AcceptRowResult, EventKey } from "../engine.ts";
import type { AcceptFacts } from "./accept-facts.ts";
import type { BatchDedupe } from "./dedupe.ts";

/** An event to be written. */
export interface PlannedEvent {
  readonly id: number;
  readonly row: AcceptRow;
  readonly digests: DedupeDigests;
  readonly verdict: Exclude<DedupeVerdict, { readonly kind: "duplicate" }>;
  /** Rows behind it in the same batch that are the same message. */
  duplicates: number;
}

/** What to do with each row of a batch, and what it is answered. */
export interface AcceptPlan {
  readonly events: readonly PlannedEvent[];
  /** Events that were stored before → how often they came again. */
  readonly duplicates: ReadonlyMap<number, number>;
  readonly results: readonly AcceptRowResult[];
}

/** Decides about the rows in order, so that duplicates within the batch are seen. */
export function planAccepting(batch: AcceptBatch, facts: AcceptFacts, dedupe: BatchDedupe): AcceptPlan {
  const planned = new Map<number, PlannedEvent>();
  const duplicates = new Map<number, number>();

  function duplicateOf({ id, receivedAt }: EventKey): Extract<AcceptRowResult, { outcome: "duplicate" }> {
    const inBatch = planned.get(id);
    if (inBatch === undefined) duplicates.set(id, (duplicates.get(id) ?? 0) + 1);
    else inBatch.duplicates += 1;
    return { outcome: "duplicate", event: { id, receivedAt } };
  }

  function plan(row: AcceptRow, index: number): AcceptRowResult {
    if (facts.versions.get(row.organizationId) !== row.configVersion) return { outcome: "outdated" };
    if (!isValid(row, facts)) return { outcome: "invalid" };
    const digests = digestsOf(batch.digests, index);
    const verdict = dedupe.judge(row, digests);
    if (verdict.kind === "duplicate") return duplicateOf(verdict.of);
    if (verdict.kind === "conflict" && row.onConflict === "refuse") {
      return { ...duplicateOf(verdict.first), isOtherContent: true };
    }
    const id = facts.eventIds[index];
    if (id === undefined) throw new Error("the batch has more rows than ids");
    const event = { id, receivedAt: row.receivedAt };
    planned.set(id, { id, row, digests, verdict, duplicates: 0 });
    dedupe.add(event, verdict, digests);
    if (verdict.kind === "new") return { outcome: "accepted", event, isRepeat: verdict.isRepeat };
    const { id: firstId, receivedAt } = verdict.first;
    return { outcome: "conflict", event, first: { id: firstId, receivedAt } };
  }

  const results = batch.rows.map(plan);
  return { events: [...planned.values()], duplicates, results };
}

function isValid({ sourceId, organizationId, endpointIds }: AcceptRow, facts: AcceptFacts): boolean {
  const hasSource = isOwnSource(sourceId) || facts.sources.get(sourceId) === organizationId;
  return hasSource && endpointIds.every((id) => facts.endpoints.get(id)?.organizationId === organizationId);
}
