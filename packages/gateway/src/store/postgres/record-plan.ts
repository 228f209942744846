import type { DeliveryState } from "../delivering.ts";
import type { OutcomeRow, RecordRowResult } from "../engine.ts";
import { attemptNumber } from "../attempt-number.ts";
import { Circuits } from "./circuits.ts";
import type { LeavingDelivery } from "./order-lines.ts";
import type { PresentDelivery, RecordFacts } from "./record-facts.ts";

export interface PlannedAttempt {
  readonly row: OutcomeRow;
  readonly ordinal: number;
  readonly number: number;
  readonly isFenced: boolean;
}

/** What a batch changes about one endpoint. */
export interface RecordTally {
  pending: number;
  delivered: number;
  failed: number;
  nextDueAt: number | null;
}

export interface RecordPlan {
  readonly attempts: readonly PlannedAttempt[];
  /** Outcomes that change their delivery. */
  readonly finished: readonly OutcomeRow[];
  readonly leaving: readonly LeavingDelivery[];
  readonly tallies: ReadonlyMap<number, RecordTally>;
  readonly circuits: Circuits;
  readonly results: readonly RecordRowResult[];
}

/** What has become of a delivery within the batch. */
interface Present extends Pick<PresentDelivery, "token" | "attempts" | "lineId" | "lastOrdinal"> {
  readonly state: DeliveryState;
}

/** Decides about outcomes in order. Every one is kept as an attempt; only one with the live token changes its delivery. */
export function planRecording(rows: readonly OutcomeRow[], facts: RecordFacts): RecordPlan {
  const present = new Map<PresentDelivery, Present>();
  const attempts: PlannedAttempt[] = [];
  const finished: OutcomeRow[] = [];
  const leaving: LeavingDelivery[] = [];
  const tallies = new Map<number, RecordTally>();
  const circuits = new Circuits(facts.circuits);

  function plan(row: OutcomeRow): RecordRowResult {
    const found = facts.find(row);
    if (found === undefined) return { outcome: "unknown" };
    const now = present.get(found) ?? found;
    const isFenced = now.state !== "in_flight" || now.token !== row.token;
    const ordinal = now.lastOrdinal + 1;
    attempts.push({ row, ordinal, number: attemptNumber(now), isFenced });
    if (isFenced) {
      present.set(found, { ...now, lastOrdinal: ordinal });
      return { outcome: "fenced" };
    }
    const { next } = row;
    present.set(found, { ...now, state: next.state, attempts: now.attempts + 1, lastOrdinal: ordinal });
    finished.push(row);
    const { endpointId, id } = row.delivery;
    addTo(tallies, endpointId, next);
    if (next.state === "delivered" && now.lineId !== null)
      leaving.push({ endpointId, id, lineId: now.lineId });
    const endedAt = row.startedAt + row.durationMs;
    const circuit = row.circuit === null ? undefined : circuits.note(endpointId, row.circuit, endedAt);
    return { outcome: "recorded", ...(circuit !== undefined && { circuit }) };
  }

  const results = rows.map(plan);
  return { attempts, finished, leaving, tallies, circuits, results };
}

function addTo(tallies: Map<number, RecordTally>, endpointId: number, next: OutcomeRow["next"]): void {
  let tally = tallies.get(endpointId);
  if (tally === undefined) {
    tally = { pending: 0, delivered: 0, failed: 0, nextDueAt: null };
    tallies.set(endpointId, tally);
  }
  tally[next.state] += 1;
  if (next.state === "pending") tally.nextDueAt = Math.min(tally.nextDueAt ?? next.dueAt, next.dueAt);
}
