import { movedTables } from "../../move/moved-tables.ts";
import type { Transaction } from "../query.ts";

/**
 * A condition that no new row and no changed row meets, and that none of the present ones is asked for: whoever was not
 * seen to be connected, such as a gateway behind a pooler, is refused by the database itself.
 */
const FENCE = "moved_away";

/** Makes the rows of a store unchangeable from the end of this transaction on, once those that write now have ended. */
export async function raiseFence(transaction: Transaction): Promise<void> {
  await lowerFence(transaction);
  await onAll(transaction, `ADD CONSTRAINT ${FENCE} CHECK (false) NOT VALID`);
}

export function lowerFence(transaction: Transaction): Promise<void> {
  return onAll(transaction, `DROP CONSTRAINT IF EXISTS ${FENCE}`);
}

async function onAll(transaction: Transaction, action: string): Promise<void> {
  await transaction.script(movedTables.map(({ name }) => `ALTER TABLE ${name} ${action}`).join("; "));
}
