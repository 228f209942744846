import { holdsOf } from "../../retention/holds.ts";
import type { HoldPlace, Holds } from "../../retention/holds.ts";
import type { Database } from "../driver.ts";
import { prepare } from "../query.ts";

/** Reads the holds that are in force, once for each transaction that deletes. */
export function holdsInForce(database: Database): (organizationId: number) => Holds {
  const list = prepare<HoldPlace>(
    database,
    `SELECT source_id AS sourceId, event_id AS eventId FROM legal_holds
     WHERE organization_id = ? AND released_at IS NULL`,
  );
  return (organizationId) => holdsOf(list.all(organizationId));
}
