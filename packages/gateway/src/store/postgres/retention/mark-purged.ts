import { numberList } from "../number-list.ts";
import { prepare } from "../query.ts";
import type { Transaction } from "../query.ts";

const mark = prepare("UPDATE events SET payload_purged_at = $1 WHERE id = ANY($2::bigint[])");

/** Writes to events that their payload is gone since `now`. */
export async function markPurged(
  transaction: Transaction,
  eventIds: readonly number[],
  now: number,
): Promise<void> {
  if (eventIds.length > 0) await mark.run(transaction, now, numberList(eventIds));
}
