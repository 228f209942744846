import { GatewayError } from "../../errors.ts";
import type { AcceptBatch, AcceptRowResult } from "../engine.ts";
import { lockAcceptFacts } from "./accept-facts.ts";
import type { AcceptFacts } from "./accept-facts.ts";
import { planAccepting } from "./accept-plan.ts";
import type { AcceptPlan } from "./accept-plan.ts";
import { planDeliveries } from "./add-deliveries.ts";
import type { PlannedDeliveries } from "./add-deliveries.ts";
import { lookUpDuplicates } from "./dedupe.ts";
import type { Operation } from "./operation.ts";
import type { Transaction } from "./query.ts";
import { writeAccepted } from "./write-accepted.ts";

interface PlannedBatch {
  readonly plan: AcceptPlan;
  readonly deliveries: PlannedDeliveries;
}

/**
 * Stores a batch of events with their deliveries: locks, looks up, decides, writes. Batches of one organization come one
 * after the other, those of different organizations side by side. Part of the caller's transaction.
 *
 * @throws GatewayError `store_unavailable` where the key of a blob was destroyed after it was sealed: it would never open.
 */
export async function acceptBatch(
  transaction: Transaction,
  batch: AcceptBatch,
): Promise<readonly AcceptRowResult[]> {
  const { plan, deliveries } = await planBatch(transaction, batch);
  await writeAccepted(transaction, batch, plan, deliveries);
  return plan.results;
}

/** The same as a transaction of its own, in two round trips. */
export const accept: Operation<"accept"> = async (transaction, batch) => {
  const { plan, deliveries } = await planBatch(transaction, batch);
  await transaction.closing(() => writeAccepted(transaction, batch, plan, deliveries));
  return plan.results;
};

async function planBatch(transaction: Transaction, batch: AcceptBatch): Promise<PlannedBatch> {
  const [facts, dedupe] = await Promise.all([
    lockAcceptFacts(transaction, batch),
    // Sent at once and carried out behind the locks, so it sees all that was committed before them.
    lookUpDuplicates(transaction, batch),
  ]);
  const plan = planAccepting(batch, facts, dedupe);
  checkKeys(batch, facts, plan);
  return { plan, deliveries: await planDeliveries(transaction, facts, plan.events) };
}

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
