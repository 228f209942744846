import { toEventRow } from "../events/event-columns.ts";
import type { EventColumns } from "../events/event-columns.ts";
import type { Database } from "./driver.ts";
import { EVENT_COLUMNS, EVENT_TABLES } from "./event-row.ts";
import type { Operation } from "./operations.ts";
import { prepare } from "./query.ts";

export function readEventOperation(database: Database): Operation<"readEvent"> {
  const read = prepare<EventColumns>(
    database,
    `SELECT ${EVENT_COLUMNS} FROM ${EVENT_TABLES} WHERE e.id = ? AND e.organization_id = ?`,
  );
  return (organizationId, id) => {
    const row = read.get(id, organizationId);
    return row === undefined ? undefined : toEventRow(row);
  };
}

export function listEventsOperation(database: Database): Operation<"listEvents"> {
  const list = prepare<EventColumns>(
    database,
    `SELECT ${EVENT_COLUMNS} FROM ${EVENT_TABLES} WHERE e.organization_id = ? AND e.id > ? ORDER BY e.id LIMIT ?`,
  );
  return (organizationId, page) => list.all(organizationId, page.afterPosition, page.limit).map(toEventRow);
}
