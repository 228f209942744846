import { REPLAY_COLUMNS, toReplayRow } from "../replay/replay-columns.ts";
import type { RatedReplayRow, ReplayColumns } from "../replay/replay-columns.ts";
import { allowance, nextAt, rateEnd, rateStart } from "../replay/replay-rate.ts";
import type { ReplayStepResult } from "../replay/replay-rows.ts";
import { deliveriesWanted, endpointsOf, pieceOf } from "../replay/replay-targets.ts";
import type { ReplayTarget } from "../replay/replay-targets.ts";
import { carryOutReplay } from "./carry-out-replay.ts";
import { lockEndpoints, lockOrganizations } from "./locks.ts";
import type { Operation } from "./operation.ts";
import { prepare } from "./query.ts";
import type { Transaction } from "./query.ts";
import { findReplayTargets } from "./replay-targets.ts";

const read = prepare<ReplayColumns>(
  `SELECT ${REPLAY_COLUMNS} FROM replays WHERE id = $1 AND state = 'running'`,
);
const lock = prepare<ReplayColumns>(
  `SELECT ${REPLAY_COLUMNS} FROM replays WHERE id = $1 AND state = 'running' FOR NO KEY UPDATE`,
);
const write = prepare<ReplayColumns>(
  `UPDATE replays SET position = $2, done = done + $3, failed = failed + $4, rated_at = $5 WHERE id = $1
   RETURNING ${REPLAY_COLUMNS}`,
);
const setClockBack = prepare("UPDATE replays SET rated_at = $2 WHERE id = $1 AND rated_at = $3");

/**
 * One piece of a replay: its deliveries and its progress are in one transaction, so that a process killed in between goes
 * on where the last whole piece ended, and makes none twice. Any number of gateways may try: where another one has done
 * this piece meanwhile, nothing is done.
 *
 * The long look at the events is taken without locks. What it found is looked at once more under them.
 */
export const stepReplay: Operation<"stepReplay"> = async (transaction, id, bounds) => {
  const columns = await read.get(transaction, id);
  if (columns === undefined) return undefined;
  const replay = toReplayRow(columns);
  const { now, maxScanned } = bounds;
  const ratedFrom = rateStart(replay, now);
  const limit = allowance(replay, ratedFrom, bounds);
  if (limit === 0) {
    if (ratedFrom < replay.ratedAt) await setClockBack.run(transaction, id, ratedFrom, replay.ratedAt);
    return nothingDone(replay, ratedFrom);
  }
  const { organizationId, position, endPosition } = replay;
  const span = { organizationId, position, endPosition, limit, maxScanned };
  const found = await findReplayTargets(transaction, replay.plan, span);
  const endpointIds = endpointsOf(found.targets);
  // Nobody deletes endpoints, or payloads of events, from here on.
  if (endpointIds.length > 0) await lockOrganizations(transaction, [organizationId]);
  await lockEndpoints(transaction, endpointIds);
  const locked = await lock.get(transaction, id);
  if (locked === undefined) return undefined;
  if (locked.position !== position || locked.ratedAt !== replay.ratedAt) {
    return nothingDone(toReplayRow(locked), locked.ratedAt);
  }
  const targets = await lookAgain(transaction, replay, found.targets);
  const piece = pieceOf(targets, limit);
  const [readable, unreadable] = [piece.filter(isReadable), piece.filter((target) => !isReadable(target))];
  await carryOutReplay(transaction, replay, { targets: readable, now });
  // What does not fit into this piece waits for the next one.
  const isCut = piece.length < targets.length;
  const reached = isCut ? (piece.at(-1)?.eventId ?? position) : found.position;
  const done = countOf(readable);
  const ratedAt = rateEnd(replay, ratedFrom, done);
  const written = await write.get(transaction, id, reached, done, countOf(unreadable), ratedAt);
  const row = written === undefined ? replay : toReplayRow(written);
  const isAtEnd = found.isAtEnd && !isCut;
  return { row, endpointIds: endpointsOf(readable), isAtEnd, nextAt: nextAt(row, ratedAt) };
};

function nothingDone(row: RatedReplayRow, ratedFrom: number): ReplayStepResult {
  return { row, endpointIds: [], isAtEnd: false, nextAt: nextAt(row, ratedFrom) };
}

/** What is still to be done of what was found, at the endpoints whose locks were taken for it. */
async function lookAgain(
  transaction: Transaction,
  { plan, organizationId, endPosition }: RatedReplayRow,
  found: readonly ReplayTarget[],
): Promise<readonly ReplayTarget[]> {
  if (endpointsOf(found).length === 0) return found;
  const ids = found.map(({ eventId }) => eventId);
  const span = { organizationId, position: 0, endPosition, maxScanned: ids.length, limit: ids.length };
  const again = { ...plan, filter: { ...plan.filter, ids } };
  const { targets } = await findReplayTargets(transaction, again, span);
  const locked = new Set(endpointsOf(found));
  return targets.map((target) => ({
    ...target,
    retried: target.retried.filter(({ endpointId }) => locked.has(endpointId)),
    endpointIds: target.endpointIds.filter((endpointId) => locked.has(endpointId)),
  }));
}

function isReadable(target: ReplayTarget): boolean {
  return target.isReadable;
}

function countOf(targets: readonly ReplayTarget[]): number {
  return targets.reduce((sum, target) => sum + deliveriesWanted(target), 0);
}
