import { checkMark } from "../../move/move-mark.ts";
import type { MoveMark } from "../../move/move-mark.ts";
import { movedTables } from "../../move/moved-tables.ts";
import { prepare } from "../query.ts";
import type { Transaction } from "../query.ts";

const read = prepare<MoveMark>(
  `SELECT move_id AS "moveId", role, is_complete AS "isComplete" FROM moves WHERE id = 1`,
);
const remove = prepare("DELETE FROM moves");
const removeProgress = prepare("DELETE FROM move_progress");
const insert = prepare("INSERT INTO moves (id, move_id, role, is_complete) VALUES (1, $1, $2, $3)");
const begin = prepare(
  "INSERT INTO move_progress (table_name, rows) SELECT name, 0 FROM unnest($1::text[]) AS t (name) ON CONFLICT DO NOTHING",
);

export function readMark(transaction: Transaction): Promise<MoveMark | undefined> {
  return read.get(transaction);
}

/** Writes the mark, or takes it away. A target keeps the progress that it has made. */
export async function writeMark(transaction: Transaction, mark: MoveMark | undefined): Promise<void> {
  await remove.run(transaction);
  if (mark === undefined) {
    await removeProgress.run(transaction);
    return;
  }
  await insert.run(transaction, mark.moveId, mark.role, mark.isComplete);
  if (mark.role === "target") {
    await begin.run(
      transaction,
      movedTables.map(({ name }) => name),
    );
  }
}

/**
 * Refuses a store that gateways must not work with. The first gateway that opens the target of a move makes a store like
 * any other of it.
 *
 * @throws GatewayError `move_incomplete`, `moved_away`.
 */
export async function checkOpening(transaction: Transaction): Promise<void> {
  const mark = await readMark(transaction);
  checkMark(mark);
  if (mark !== undefined) await writeMark(transaction, undefined);
}
