import { GatewayError } from "../../errors.ts";
import { countTables } from "./count-tables.ts";
import { checkMark } from "./move-mark.ts";
import type { MoveEnds } from "./move-side.ts";

/**
 * Opens the source of a move again, and closes its target for good: what was copied into that stays there and is of no use.
 * Possible until a gateway has opened the target, which from then on has events that the source has not. A target without
 * rows counts as one that was lost.
 *
 * @throws GatewayError `move_not_found` where the source is none; `move_ended` where the target may have gone on by itself.
 */
export async function undoMove({ source, target }: MoveEnds): Promise<void> {
  const from = await source.readMark();
  if (from?.role !== "source") {
    checkMark(from);
    throw new GatewayError("move_not_found", "the store is not the source of a move");
  }
  const to = await target.readMark();
  if (to?.role === "target" && to.moveId === from.moveId) {
    await target.writeMark({ ...to, isComplete: false });
  } else if ([...(await countTables(target)).values()].some((rows) => rows > 0)) {
    throw new GatewayError("move_ended", "the target is not one that this move can be taken back from");
  }
  await source.writeMark(undefined);
}
