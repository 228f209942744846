import { GatewayError } from "../../errors.ts";
import type { AcceptBatch, AcceptRowResult } from "../engine.ts";
import { lockAcceptFacts } from "./accept-facts.ts";
import type { AcceptFacts } from "./accept-facts.ts";
import { planAccepting } from "./accept-plan.ts";
import type { AcceptPlan } from "./accept-plan.ts";
import { planDeliveries } from "./add-deliveries.ts";
import { lookUpDuplicates } from "./dedupe.ts";
import type { Operation } from "./operation.ts";
import type { Transaction } from "./query.ts";
import { writeAccepted } from "./write-accepted.ts";

/**
 * Stores a batch of events with their deliveries: locks, looks up, decides, writes. Batches of one organization come one
 * after the other, those of different organizations side by side.
 *
 * @throws GatewayError `store_unavailable` where the key of a blob was destroyed after it was sealed: it would never open.
 */
export async function acceptBatch(
  transaction: Transaction,
  batch: AcceptBatch,
): Promise<readonly AcceptRowResult[]> {
  const facts = await lockAcceptFacts(transaction, batch);
  const dedupe = await lookUpDuplicates(transaction, batch);
  const plan = planAccepting(batch, facts, dedupe);
  checkKeys(batch, facts, plan);
  const deliveries = await planDeliveries(transaction, facts, plan.events);
  await writeAccepted(transaction, batch, plan, deliveries);
  return plan.results;
}

export const accept: Operation<"accept"> = acceptBatch;

function checkKeys({ blobs }: AcceptBatch, { dataKeyIds }: AcceptFacts, { events }: AcceptPlan): void {
  const used = new Set(events.map(({ row }) => row.blob));
  for (const index of used) {
    const blob = blobs[index];
    if (blob === undefined) throw new Error(`the batch has no blob ${index}`);
    if (!dataKeyIds.has(blob.dataKeyId)) {
      throw new GatewayError("store_unavailable", "the key of a blob was destroyed");
    }
  }
}
