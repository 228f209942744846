import type { PurgeTally } from "../../retention/retention-rows.ts";
import type { Step } from "../change.ts";
import type { Database } from "../driver.ts";
import type { Operation } from "../operations.ts";
import { prepare } from "../query.ts";

/** Counts what is deleted, in the transaction that deletes it. */
export function addToTally(database: Database): (tally: PurgeTally) => void {
  const add = prepare(
    database,
    `INSERT INTO purge_tallies (organization_id, what, items, bytes) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET items = items + excluded.items, bytes = bytes + excluded.bytes`,
  );
  return ({ organizationId, what, items, bytes }) => {
    if (items > 0) add.run(organizationId, what, items, bytes);
  };
}

export function listPurgeTalliesOperation(database: Database): Operation<"listPurgeTallies"> {
  const list = prepare<PurgeTally>(
    database,
    "SELECT organization_id AS organizationId, what, items, bytes FROM purge_tallies ORDER BY 1, 2",
  );
  return () => list.all();
}

export function clearPurgeTallyStep(database: Database): Step<"clear_purge_tally"> {
  const clear = prepare(
    database,
    "DELETE FROM purge_tallies WHERE organization_id = ? AND what = ? AND items = ? AND bytes = ?",
  );
  return ({ organizationId, what, items, bytes }) =>
    clear.run(organizationId, what, items, bytes) === 1 ? { result: null } : { refused: "outdated" };
}
