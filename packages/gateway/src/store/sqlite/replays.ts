import { REPLAY_COLUMNS, toReplayRow } from "../replay/replay-columns.ts";
import type { RatedReplayRow, ReplayColumns } from "../replay/replay-columns.ts";
import type { NewReplayRow, ReplayState } from "../replay/replay-rows.ts";
import { deliveriesWanted } from "../replay/replay-targets.ts";
import type { Step } from "./change.ts";
import type { Database } from "./driver.ts";
import type { Operation } from "./operations.ts";
import { prepare } from "./query.ts";
import { findReplayTargets } from "./replay-targets.ts";

/** Reads one replay that is in a state. */
export function readReplayInState(
  database: Database,
): (id: number, state: ReplayState) => RatedReplayRow | undefined {
  const read = prepare<ReplayColumns>(
    database,
    `SELECT ${REPLAY_COLUMNS} FROM replays WHERE id = ? AND state = ?`,
  );
  return (id, state) => {
    const row = read.get(id, state);
    return row === undefined ? undefined : toReplayRow(row);
  };
}

export function readReplayOperation(database: Database): Operation<"readReplay"> {
  const read = prepare<ReplayColumns>(
    database,
    `SELECT ${REPLAY_COLUMNS} FROM replays WHERE organization_id = ? AND id = ?`,
  );
  return (organizationId, id) => {
    const row = read.get(organizationId, id);
    return row === undefined ? undefined : toReplayRow(row);
  };
}

export function listReplaysOperation(database: Database): Operation<"listReplays"> {
  const list = prepare<ReplayColumns>(
    database,
    `SELECT ${REPLAY_COLUMNS} FROM replays WHERE organization_id = ? AND id < ? ORDER BY id DESC LIMIT ?`,
  );
  return (organizationId, { before = Number.MAX_SAFE_INTEGER, limit }) =>
    list.all(organizationId, before, limit).map(toReplayRow);
}

export function listRunningReplaysOperation(database: Database): Operation<"listRunningReplays"> {
  const list = prepare<ReplayColumns>(
    database,
    `SELECT ${REPLAY_COLUMNS} FROM replays WHERE state = 'running' ORDER BY id`,
  );
  return () => list.all().map(toReplayRow);
}

export function countReplayOperation(database: Database): Operation<"countReplay"> {
  const find = findReplayTargets(database);
  return (organizationId, plan, { position, endPosition, maxScanned }) => {
    const span = { organizationId, position, endPosition, maxScanned, limit: maxScanned };
    const { targets, position: reached, isAtEnd } = find(plan, span);
    const count = targets.reduce((sum, target) => sum + deliveriesWanted(target), 0);
    return { count, next: isAtEnd ? null : reached };
  };
}

export function addReplayStep(database: Database): Step<"add_replay"> {
  const insert = prepare(
    database,
    `INSERT INTO replays (id, organization_id, created_at, signing, plan, rate_per_second, state, position, end_position,
       total, rated_at) VALUES (?, ?, ?, ?, ?, ?, 'running', 0, ?, ?, ?)`,
  );
  return (row: NewReplayRow) => {
    const { id, organizationId, createdAt, signing, plan, ratePerSecond, endPosition, total } = row;
    const json = JSON.stringify(plan);
    insert.run(id, organizationId, createdAt, signing, json, ratePerSecond, endPosition, total, createdAt);
    return { result: null };
  };
}

/** States that a person or the runner may move a replay to, and from which. */
export function setReplayStateStep(database: Database): Step<"set_replay_state"> {
  const set = prepare(
    database,
    `UPDATE replays SET state = ?1, ended_at = ?2, rated_at = max(rated_at, ?3)
     WHERE organization_id = ?4 AND id = ?5 AND state IN (SELECT value FROM json_each(?6))`,
  );
  // What was found at first and is neither done nor failed at the end has needed nothing at its turn.
  const close = prepare(
    database,
    `UPDATE replays SET total = max(total, done + failed), skipped = max(total, done + failed) - done - failed
     WHERE id = ?`,
  );
  const exists = prepare<{ readonly id: number }>(
    database,
    "SELECT id FROM replays WHERE organization_id = ? AND id = ?",
  );
  return ({ organizationId, id, state, from, now }) => {
    if (exists.get(organizationId, id) === undefined) return { refused: "not_found" };
    const isEnd = state === "done" || state === "stopped";
    const changed = set.run(state, isEnd ? now : null, now, organizationId, id, JSON.stringify(from));
    if (changed === 0) return { refused: "not_allowed" };
    if (state === "done") close.run(id);
    return { result: null };
  };
}
