import { DUE_AT_ONCE } from "../due-at-once.ts";
import type { OutcomeRow } from "../engine.ts";
import { flagList, numberList } from "./number-list.ts";
import type { Operation } from "./operation.ts";
import { leaveLines } from "./order-lines.ts";
import { prepare } from "./query.ts";
import type { Transaction, Value } from "./query.ts";
import { lockRecordFacts } from "./record-facts.ts";
import { planRecording } from "./record-plan.ts";
import type { RecordPlan } from "./record-plan.ts";
import { holdBlobKeys, writeBlobs } from "./write-blobs.ts";

/** Attempts, deliveries and the state of their endpoints: one statement for the whole batch. */
const write = prepare(
  `WITH new_attempts AS (
     INSERT INTO attempts (endpoint_id, delivery_id, ordinal, organization_id, number, started_at, duration_ms, status,
       secret_id, excerpt_blob_id, excerpt_offset, excerpt_length, is_fenced, result)
     SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[],
       $7::bigint[], $8::bigint[], $9::bigint[], $10::bigint[], $11::bigint[], $12::bigint[], $13::boolean[],
       $14::text[])
   ), finished AS (
     UPDATE deliveries d SET state = w.state, due_at = w.due_at, lease_until = NULL, attempts = d.attempts + 1,
       refusals = d.refusals + w.refusals
     FROM unnest($15::bigint[], $16::bigint[], $17::bigint[], $18::bigint[], $19::text[])
       AS w (endpoint_id, id, due_at, refusals, state)
     WHERE d.endpoint_id = w.endpoint_id AND d.id = w.id
   )
   UPDATE endpoint_state s SET in_flight = s.in_flight - w.pending - w.delivered - w.failed,
     pending = s.pending + w.pending, delivered = s.delivered + w.delivered, failed = s.failed + w.failed,
     next_due_at = least(s.next_due_at, w.next_due_at), consecutive_failures = w.failures,
     circuit_open_until = w.open_until, circuit_pauses = w.pauses
   FROM unnest($20::bigint[], $21::bigint[], $22::bigint[], $23::bigint[], $24::bigint[], $25::bigint[], $26::bigint[],
     $27::bigint[]) AS w (endpoint_id, pending, delivered, failed, next_due_at, failures, open_until, pauses)
   WHERE s.endpoint_id = w.endpoint_id`,
);
const makeDue = prepare("UPDATE endpoint_state SET next_due_at = $2 WHERE endpoint_id = ANY($1::bigint[])");
const disable = prepare(
  `WITH disabled AS (
     UPDATE endpoints SET disabled_reason = $3
     WHERE id = $1 AND organization_id = $2 AND disabled_reason IS NULL RETURNING organization_id)
   UPDATE organizations o SET config_version = o.config_version + 1 FROM disabled d WHERE o.id = d.organization_id`,
);

/** Records outcomes in order: locks, reads, decides, writes. Mostly two round trips; leaving a line takes more. */
export const record: Operation<"record"> = async (transaction, { now, blobs, rows }) => {
  const [facts] = await Promise.all([lockRecordFacts(transaction, rows), holdBlobKeys(transaction, blobs)]);
  const plan = planRecording(rows, facts);
  const writing = (): Promise<unknown> =>
    Promise.all([writeBlobs(transaction, blobs, now), writeAttempts(transaction, plan)]);
  const isMore = plan.leaving.length > 0 || plan.finished.some((row) => row.disablesEndpoint !== null);
  if (!isMore) {
    await transaction.closing(writing);
    return plan.results;
  }
  await writing();
  const woken = await leaveLines(transaction, plan.leaving);
  if (woken.length > 0) await makeDue.run(transaction, woken, DUE_AT_ONCE);
  await disableEndpoints(transaction, plan.finished);
  return plan.results;
};

async function writeAttempts(transaction: Transaction, plan: RecordPlan): Promise<void> {
  if (plan.attempts.length === 0) return;
  await write.run(transaction, ...attemptValues(plan), ...deliveryValues(plan), ...stateValues(plan));
}

async function disableEndpoints(transaction: Transaction, finished: readonly OutcomeRow[]): Promise<void> {
  for (const { disablesEndpoint, delivery, organizationId } of finished) {
    if (disablesEndpoint === null) continue;
    await disable.run(transaction, delivery.endpointId, organizationId, disablesEndpoint);
  }
}

function attemptValues({ attempts }: RecordPlan): readonly Value[] {
  const rows = attempts.map(({ row }) => row);
  return [
    numberList(rows.map(({ delivery }) => delivery.endpointId)),
    numberList(rows.map(({ delivery }) => delivery.id)),
    numberList(attempts.map(({ ordinal }) => ordinal)),
    numberList(rows.map(({ organizationId }) => organizationId)),
    numberList(attempts.map(({ number }) => number)),
    numberList(rows.map(({ startedAt }) => startedAt)),
    numberList(rows.map(({ durationMs }) => durationMs)),
    numberList(rows.map(({ status }) => status)),
    numberList(rows.map(({ secretId }) => secretId)),
    numberList(rows.map(({ excerpt }) => excerpt?.blobId ?? null)),
    numberList(rows.map(({ excerpt }) => excerpt?.offset ?? null)),
    numberList(rows.map(({ excerpt }) => excerpt?.length ?? null)),
    flagList(attempts.map(({ isFenced }) => isFenced)),
    rows.map(({ result }) => result),
  ];
}

function deliveryValues({ finished }: RecordPlan): readonly Value[] {
  return [
    numberList(finished.map(({ delivery }) => delivery.endpointId)),
    numberList(finished.map(({ delivery }) => delivery.id)),
    numberList(finished.map(({ next }) => (next.state === "pending" ? next.dueAt : null))),
    numberList(finished.map(({ next }) => (next.state === "pending" && next.isRefusal ? 1 : 0))),
    finished.map(({ next }) => next.state),
  ];
}

function stateValues({ tallies, circuits }: RecordPlan): readonly Value[] {
  const endpointIds = [...tallies.keys()];
  const changes = [...tallies.values()];
  return [
    numberList(endpointIds),
    numberList(changes.map(({ pending }) => pending)),
    numberList(changes.map(({ delivered }) => delivered)),
    numberList(changes.map(({ failed }) => failed)),
    numberList(changes.map(({ nextDueAt }) => nextDueAt)),
    ...circuits.values(endpointIds),
  ];
}
