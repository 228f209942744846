import { checkMark } from "../../move/move-mark.ts";
import type { MoveMark } from "../../move/move-mark.ts";
import { movedTables } from "../../move/moved-tables.ts";
import type { Database } from "../driver.ts";
import { prepare, toFlag } from "../query.ts";

interface MarkRow {
  readonly moveId: string;
  readonly role: MoveMark["role"];
  readonly isComplete: number;
}

export function readMark(database: Database): MoveMark | undefined {
  const row = prepare<MarkRow>(
    database,
    "SELECT move_id AS moveId, role, is_complete AS isComplete FROM moves WHERE id = 1",
  ).get();
  return row === undefined ? undefined : { ...row, isComplete: row.isComplete === 1 };
}

/** Writes the mark, or takes it away. A target keeps the progress that it has made. Part of the caller's transaction. */
export function writeMark(database: Database, mark: MoveMark | undefined): void {
  database.exec("DELETE FROM moves");
  if (mark === undefined) {
    database.exec("DELETE FROM move_progress");
    return;
  }
  const { moveId, role, isComplete } = mark;
  prepare(database, "INSERT INTO moves (id, move_id, role, is_complete) VALUES (1, ?, ?, ?)").run(
    moveId,
    role,
    toFlag(isComplete),
  );
  if (role !== "target") return;
  const begin = prepare(database, "INSERT OR IGNORE INTO move_progress (table_name, rows) VALUES (?, 0)");
  for (const { name } of movedTables) begin.run(name);
}

/**
 * Refuses a store that gateways must not work with. The first gateway that opens the target of a move makes a store like
 * any other of it. Part of the caller's transaction.
 *
 * @throws GatewayError `move_incomplete`, `moved_away`.
 */
export function checkOpening(database: Database): void {
  const mark = readMark(database);
  checkMark(mark);
  if (mark !== undefined) writeMark(database, undefined);
}
