import { attemptNumber } from "../attempt-number.ts";
import type { OutcomeRow, RecordRowResult } from "../engine.ts";
import type { DeliveryState } from "../delivering.ts";
import type { CircuitChange } from "../circuit.ts";
import { circuits } from "./circuits.ts";
import type { Circuits } from "./circuits.ts";
import type { Database } from "./driver.ts";
import type { Operation } from "./operations.ts";
import { DUE_AT_ONCE } from "../due-at-once.ts";
import { orderLines } from "./order-lines.ts";
import { prepare, toFlag } from "./query.ts";
import { groupAlike, recordAlike } from "./record-alike.ts";
import { writeBlob } from "./write-blob.ts";
import type { PackedOutcomes } from "./writer-calls.ts";

interface PresentDelivery {
  readonly state: DeliveryState;
  readonly token: number;
  readonly attempts: number;
  readonly lineId: number | null;
}

/** What a batch changes about one endpoint. */
interface EndpointTally {
  pending: number;
  delivered: number;
  failed: number;
  nextDueAt: number | null;
}

const RECORDED = { outcome: "recorded" } as const satisfies RecordRowResult;

interface Batch {
  readonly tallies: Map<number, EndpointTally>;
  readonly circuits: Circuits;
}

/** Records outcomes in order. Every outcome is kept as an attempt; only one with the live token changes its delivery. */
export function recordOperation(database: Database): Operation<"record"> {
  const insertBlob = writeBlob(database);
  const read = prepare<PresentDelivery>(
    database,
    `SELECT state, token, attempts, order_line_id AS lineId FROM deliveries
     WHERE endpoint_id = ? AND id = ? AND organization_id = ? AND created_at = ?`,
  );
  const finish = prepare(
    database,
    `UPDATE deliveries SET state = ?, due_at = ?, lease_until = NULL, attempts = attempts + 1, refusals = refusals + ?
     WHERE endpoint_id = ? AND id = ?`,
  );
  const insertAttempt = prepare(
    database,
    `INSERT INTO attempts (endpoint_id, delivery_id, ordinal, organization_id, number, started_at, duration_ms, result,
       status, secret_id, is_fenced, excerpt_blob_id, excerpt_offset, excerpt_length)
     SELECT ?1, ?2, coalesce(max(ordinal), 0) + 1, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13
     FROM attempts WHERE endpoint_id = ?1 AND delivery_id = ?2`,
  );
  const writeState = prepare(
    database,
    `UPDATE endpoint_state SET in_flight = in_flight - ?1 - ?2 - ?3, pending = pending + ?1, delivered = delivered + ?2,
       failed = failed + ?3, next_due_at = CASE WHEN ?4 IS NULL THEN next_due_at ELSE min(coalesce(next_due_at, ?4), ?4) END
     WHERE endpoint_id = ?5`,
  );
  const disable = prepare(
    database,
    "UPDATE endpoints SET disabled_reason = ? WHERE id = ? AND organization_id = ? AND disabled_reason IS NULL",
  );
  const raiseVersion = prepare(
    database,
    "UPDATE organizations SET config_version = config_version + 1 WHERE id = ?",
  );

  const recordTogether = recordAlike(database);
  const lines = orderLines(database);
  const beginCircuits = circuits(database);

  function recordRow(batch: Batch, row: OutcomeRow): RecordRowResult {
    const { endpointId, id, createdAt } = row.delivery;
    const present = read.get(endpointId, id, row.organizationId, createdAt);
    if (present === undefined) return { outcome: "unknown" };
    const isFenced = present.state !== "in_flight" || present.token !== row.token;
    keepAttempt(row, attemptNumber(present), isFenced);
    if (isFenced) return { outcome: "fenced" };
    const { next } = row;
    const isRefusal = next.state === "pending" && next.isRefusal;
    finish.run(next.state, next.state === "pending" ? next.dueAt : null, toFlag(isRefusal), endpointId, id);
    const tally = addTo(batch.tallies, endpointId, next);
    if (next.state === "delivered" && present.lineId !== null) {
      if (lines.leave({ endpointId, id }, present.lineId)) tally.nextDueAt = DUE_AT_ONCE;
    }
    if (
      row.disablesEndpoint !== null &&
      disable.run(row.disablesEndpoint, endpointId, row.organizationId) === 1
    ) {
      raiseVersion.run(row.organizationId);
    }
    const circuit = noteCircuit(batch, row);
    return circuit === undefined ? RECORDED : { ...RECORDED, circuit };
  }

  function keepAttempt(row: OutcomeRow, number: number, isFenced: boolean): void {
    insertAttempt.run(
      row.delivery.endpointId,
      row.delivery.id,
      row.organizationId,
      number,
      row.startedAt,
      row.durationMs,
      row.result,
      row.status,
      row.secretId,
      toFlag(isFenced),
      row.excerpt?.blobId ?? null,
      row.excerpt?.offset ?? null,
      row.excerpt?.length ?? null,
    );
  }

  /** In one go where that does the same as one by one. */
  function recordGroup(batch: Batch, rows: readonly OutcomeRow[]): readonly RecordRowResult[] {
    const [first] = rows;
    if (first === undefined || !recordTogether(rows)) return rows.map((row) => recordRow(batch, row));
    const { endpointId } = first.delivery;
    addTo(batch.tallies, endpointId, first.next, rows.length);
    const results = rows.map((): RecordRowResult => RECORDED);
    // All of them say that the endpoint works, so what changes changes with the first.
    const circuit = noteCircuit(batch, first);
    if (circuit !== undefined) results[0] = { ...RECORDED, circuit };
    return results;
  }

  return (input: PackedOutcomes) => {
    const batch = { tallies: new Map<number, EndpointTally>(), circuits: beginCircuits() };
    for (const blob of input.blobs) insertBlob(blob, input.now);
    const results: RecordRowResult[] = [];
    for (const { rows, places } of groupAlike(JSON.parse(input.rows) as readonly OutcomeRow[])) {
      recordGroup(batch, rows).forEach((result, index) => (results[places[index] ?? 0] = result));
    }
    for (const [endpointId, { pending, delivered, failed, nextDueAt }] of batch.tallies) {
      writeState.run(pending, delivered, failed, nextDueAt, endpointId);
    }
    batch.circuits.finish();
    return results;
  };
}

function noteCircuit({ circuits: noted }: Batch, row: OutcomeRow): CircuitChange | undefined {
  if (row.circuit === null) return undefined;
  return noted.note(row.delivery.endpointId, row.circuit, row.startedAt + row.durationMs);
}

function addTo(
  tallies: Map<number, EndpointTally>,
  endpointId: number,
  next: OutcomeRow["next"],
  count = 1,
): EndpointTally {
  let tally = tallies.get(endpointId);
  if (tally === undefined) {
    tally = { pending: 0, delivered: 0, failed: 0, nextDueAt: null };
    tallies.set(endpointId, tally);
  }
  tally[next.state] += count;
  if (next.state === "pending") tally.nextDueAt = Math.min(tally.nextDueAt ?? next.dueAt, next.dueAt);
  return tally;
}
