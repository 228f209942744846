import type { LastEventRow } from "../resources/last-event-rows.ts";
import type { Operation } from "./operation.ts";
import { prepareRows } from "./prepare-rows.ts";
import { prepare } from "./query.ts";

const list = prepare<LastEventRow>(
  `SELECT organization_id AS "organizationId", source_id AS "sourceId", at FROM last_events
   WHERE organization_id = $1`,
);

export const listLastEvents: Operation<"listLastEvents"> = (transaction, organizationId) =>
  list.all(transaction, organizationId);

// In one order, because every gateway notes the same sources every few seconds.
const note = prepareRows<LastEventRow>(
  { organizationId: "bigint", sourceId: "bigint", at: "bigint" },
  (rows) => `
    INSERT INTO last_events (organization_id, source_id, at) SELECT * FROM ${rows} ORDER BY 1, 2
    ON CONFLICT (organization_id, source_id) DO UPDATE SET at = greatest(last_events.at, excluded.at)`,
);

export const noteLastEvents: Operation<"noteLastEvents"> = async (transaction, rows) => {
  await note(transaction, rows);
};
