import type { RatedReplayRow } from "../replay/replay-columns.ts";
import { allowance, nextAt, rateEnd, rateStart } from "../replay/replay-rate.ts";
import { deliveriesWanted, endpointsOf, pieceOf } from "../replay/replay-targets.ts";
import type { ReplayTarget } from "../replay/replay-targets.ts";
import type { Database } from "./driver.ts";
import { moveDeliveries } from "./move-deliveries.ts";
import type { Operation } from "./operations.ts";
import { prepare } from "./query.ts";
import { findReplayTargets } from "./replay-targets.ts";
import { readReplayInState } from "./replays.ts";

interface Progress {
  done: number;
  failed: number;
}

/**
 * One piece of a replay: its deliveries and its progress are in one transaction, so that a process killed in between goes
 * on where the last whole piece ended, and makes none twice.
 */
export function stepReplayOperation(database: Database): Operation<"stepReplay"> {
  const read = readReplayInState(database);
  const find = findReplayTargets(database);
  const move = moveDeliveries(database);
  const add = addReplayDelivery(database);
  const write = prepare(
    database,
    `UPDATE replays SET position = ?, done = done + ?, failed = failed + ?, rated_at = ? WHERE id = ?`,
  );

  function carryOut(replay: RatedReplayRow, target: ReplayTarget, now: number): Progress {
    const { organizationId, id: replayId } = replay;
    if (!target.isReadable) return { done: 0, failed: deliveriesWanted(target) };
    for (const { endpointId, id } of target.retried) {
      const outcome = move({ organizationId, endpointId, id, action: "retry", now, replayId });
      if (outcome !== "moved") throw new Error("a dead letter could not be retried");
    }
    for (const endpointId of target.endpointIds) {
      add({ organizationId, endpointId, eventId: target.eventId, replayId, now });
    }
    return { done: deliveriesWanted(target), failed: 0 };
  }

  return (id, bounds) => {
    const replay = read(id, "running");
    if (replay === undefined) return undefined;
    const { now } = bounds;
    const ratedFrom = rateStart(replay, now);
    const limit = allowance(replay, ratedFrom, bounds);
    if (limit === 0) {
      // Kept, because it differs where the clock was set back.
      write.run(replay.position, 0, 0, ratedFrom, id);
      return { row: replay, endpointIds: [], isAtEnd: false, nextAt: nextAt(replay, ratedFrom) };
    }
    const { organizationId, position, endPosition } = replay;
    const span = { organizationId, position, endPosition, limit, maxScanned: bounds.maxScanned };
    const found = find(replay.plan, span);
    const piece = pieceOf(found.targets, limit);
    const progress: Progress = { done: 0, failed: 0 };
    for (const target of piece) {
      const { done, failed } = carryOut(replay, target, now);
      progress.done += done;
      progress.failed += failed;
    }
    // What does not fit into this piece waits for the next one.
    const isCut = piece.length < found.targets.length;
    const reached = isCut ? (piece.at(-1)?.eventId ?? position) : found.position;
    const ratedAt = rateEnd(replay, ratedFrom, progress.done);
    write.run(reached, progress.done, progress.failed, ratedAt, id);
    const row = read(id, "running") ?? replay;
    const isAtEnd = found.isAtEnd && !isCut;
    return { row, endpointIds: endpointsOf(piece), isAtEnd, nextAt: nextAt(row, ratedAt) };
  };
}

interface NewDelivery {
  readonly organizationId: number;
  readonly endpointId: number;
  readonly eventId: number;
  readonly replayId: number;
  readonly now: number;
}

/** Adds a delivery that keeps no order with others: a person asked for it now. */
function addReplayDelivery(database: Database): (delivery: NewDelivery) => void {
  const takeNumber = prepare<{ readonly id: number }>(
    database,
    `UPDATE endpoint_state SET last_delivery_id = last_delivery_id + 1, pending = pending + 1, next_due_at = 0
     WHERE endpoint_id = ? AND organization_id = ? RETURNING last_delivery_id AS id`,
  );
  const insert = prepare(
    database,
    `INSERT INTO deliveries (endpoint_id, id, organization_id, event_id, state, created_at, replay_id)
     VALUES (?, ?, ?, ?, 'pending', ?, ?)`,
  );
  return ({ organizationId, endpointId, eventId, replayId, now }) => {
    const taken = takeNumber.get(endpointId, organizationId);
    if (taken === undefined) throw new Error(`there is no endpoint ${endpointId}`);
    insert.run(endpointId, taken.id, organizationId, eventId, now, replayId);
  };
}
