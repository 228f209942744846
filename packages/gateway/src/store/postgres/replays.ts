import { BEYOND_ALL_IDS } from "../beyond-all-ids.ts";
import { REPLAY_COLUMNS, toReplayRow } from "../replay/replay-columns.ts";
import type { ReplayColumns } from "../replay/replay-columns.ts";
import { deliveriesWanted } from "../replay/replay-targets.ts";
import type { Operation } from "./operation.ts";
import { prepare } from "./query.ts";
import { findReplayTargets } from "./replay-targets.ts";
import type { Step } from "./step.ts";

const read = prepare<ReplayColumns>(
  `SELECT ${REPLAY_COLUMNS} FROM replays WHERE organization_id = $1 AND id = $2`,
);

export const readReplay: Operation<"readReplay"> = async (transaction, organizationId, id) => {
  const row = await read.get(transaction, organizationId, id);
  return row === undefined ? undefined : toReplayRow(row);
};

const list = prepare<ReplayColumns>(
  `SELECT ${REPLAY_COLUMNS} FROM replays WHERE organization_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3`,
);

export const listReplays: Operation<"listReplays"> = async (
  transaction,
  organizationId,
  { before = BEYOND_ALL_IDS, limit },
) => {
  const rows = await list.all(transaction, organizationId, before, limit);
  return rows.map(toReplayRow);
};

const listRunning = prepare<ReplayColumns>(
  `SELECT ${REPLAY_COLUMNS} FROM replays WHERE state = 'running' ORDER BY id`,
);

export const listRunningReplays: Operation<"listRunningReplays"> = async (transaction) => {
  const rows = await listRunning.all(transaction);
  return rows.map(toReplayRow);
};

export const countReplay: Operation<"countReplay"> = async (
  transaction,
  organizationId,
  plan,
  { position, endPosition, maxScanned },
) => {
  const span = { organizationId, position, endPosition, maxScanned, limit: maxScanned };
  const { targets, position: reached, isAtEnd } = await findReplayTargets(transaction, plan, span);
  const count = targets.reduce((sum, target) => sum + deliveriesWanted(target), 0);
  return { count, next: isAtEnd ? null : reached };
};

const insert = prepare(
  `INSERT INTO replays (id, organization_id, created_at, signing, plan, rate_per_second, state, position, end_position,
     total, rated_at) VALUES ($1, $2, $3, $4, $5, $6, 'running', 0, $7, $8, $3)`,
);

export const addReplayStep: Step<"add_replay"> = async (transaction, row) => {
  const { id, organizationId, createdAt, signing, plan, ratePerSecond, endPosition, total } = row;
  const json = JSON.stringify(plan);
  await insert.run(
    transaction,
    id,
    organizationId,
    createdAt,
    signing,
    json,
    ratePerSecond,
    endPosition,
    total,
  );
  return { result: null };
};

const exists = prepare<{ readonly id: number }>(
  "SELECT id FROM replays WHERE organization_id = $1 AND id = $2",
);
const set = prepare(
  `UPDATE replays SET state = $1, ended_at = $2, rated_at = greatest(rated_at, $3)
   WHERE organization_id = $4 AND id = $5 AND state = ANY($6::text[])`,
);
// What was found at first and is neither done nor failed at the end has needed nothing at its turn.
const close = prepare(
  `UPDATE replays SET total = greatest(total, done + failed), skipped = greatest(total, done + failed) - done - failed
   WHERE id = $1`,
);

/** Waits for a piece that another gateway is doing: a replay that is paused or stopped has none under way. */
export const setReplayStateStep: Step<"set_replay_state"> = async (
  transaction,
  { organizationId, id, state, from, now },
) => {
  if ((await exists.get(transaction, organizationId, id)) === undefined) return { refused: "not_found" };
  const isEnd = state === "done" || state === "stopped";
  const changed = await set.run(transaction, state, isEnd ? now : null, now, organizationId, id, from);
  if (changed === 0) return { refused: "not_allowed" };
  if (state === "done") await close.run(transaction, id);
  return { result: null };
};
