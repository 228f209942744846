import type { LastEventRow } from "../resources/last-event-rows.ts";
import type { Database } from "./driver.ts";
import type { Operation } from "./operations.ts";
import { prepare } from "./query.ts";

export function listLastEventsOperation(database: Database): Operation<"listLastEvents"> {
  const list = prepare<LastEventRow>(
    database,
    `SELECT organization_id AS organizationId, source_id AS sourceId, at FROM last_events
     WHERE organization_id = ?`,
  );
  return (organizationId) => list.all(organizationId);
}

export function noteLastEventsOperation(database: Database): Operation<"noteLastEvents"> {
  // `WHERE true` tells SQLite that ON belongs to the conflict, not to a join.
  const note = prepare(
    database,
    `INSERT INTO last_events (organization_id, source_id, at)
     SELECT value ->> 'organizationId', value ->> 'sourceId', value ->> 'at' FROM json_each(?) WHERE true
     ON CONFLICT (organization_id, source_id) DO UPDATE SET at = max(at, excluded.at)`,
  );
  return (rows) => {
    note.run(JSON.stringify(rows));
  };
}
