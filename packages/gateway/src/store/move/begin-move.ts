import { randomUUID } from "node:crypto";
import { GatewayError } from "../../errors.ts";
import { countTables } from "./count-tables.ts";
import { checkMark } from "./move-mark.ts";
import type { MoveEnds, MoveSide } from "./move-side.ts";

/**
 * Marks both ends of a move, or finds them marked by a call that was cut off. No gateway opens the target from then on.
 *
 * @returns The id of the move.
 * @throws GatewayError `move_target_not_empty`, `move_source_empty`, `moved_away`, `move_incomplete`.
 */
export async function beginMove({ source, target }: MoveEnds): Promise<string> {
  const from = await source.readMark();
  const to = await target.readMark();
  if (from?.role === "source" && to?.role === "target" && from.moveId === to.moveId) {
    // Ended, and nobody has opened the target yet: it is compared once more, and nobody may open it meanwhile.
    if (to.isComplete) await target.writeMark({ ...to, isComplete: false });
    return from.moveId;
  }
  // A move that was begun may begin anew with an empty target: under another id, so that no other is a target of it any more.
  if (from?.role !== "source" || from.isComplete) checkMark(from);
  if ((await source.countRows("meta")) === 0) {
    throw new GatewayError("move_source_empty", "no gateway has ever opened the store that is to be moved");
  }
  await checkEmpty(target);
  const moveId = randomUUID();
  await source.writeMark({ moveId, role: "source", isComplete: false });
  await target.writeMark({ moveId, role: "target", isComplete: false });
  return moveId;
}

async function checkEmpty(target: MoveSide): Promise<void> {
  for (const [table, rows] of await countTables(target)) {
    if (rows === 0) continue;
    throw new GatewayError("move_target_not_empty", `table ${table} of the target has rows of its own`);
  }
}
