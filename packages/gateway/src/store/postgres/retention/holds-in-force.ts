import { holdsOf } from "../../retention/holds.ts";
import type { HoldPlace, Holds } from "../../retention/holds.ts";
import { prepare } from "../query.ts";
import type { Transaction } from "../query.ts";

const list = prepare<HoldPlace>(
  `SELECT source_id AS "sourceId", event_id AS "eventId" FROM legal_holds
   WHERE organization_id = $1 AND released_at IS NULL`,
);

/** The holds of an organization; whoever deletes by them has locked its row, so that none is placed in between. */
export async function holdsInForce(transaction: Transaction, organizationId: number): Promise<Holds> {
  return holdsOf(await list.all(transaction, organizationId));
}
