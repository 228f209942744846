import { toEventRow } from "../events/event-columns.ts";
import type { EventColumns } from "../events/event-columns.ts";
import { EVENT_COLUMNS, EVENT_TABLES } from "./event-row.ts";
import type { Operation } from "./operation.ts";
import { planEachTime, prepare } from "./query.ts";

const read = prepare<EventColumns>(
  `SELECT ${EVENT_COLUMNS} FROM ${EVENT_TABLES} WHERE e.id = $1 AND e.organization_id = $2`,
);

export const readEvent: Operation<"readEvent"> = async (transaction, organizationId, id) => {
  const row = await read.get(transaction, id, organizationId);
  return row === undefined ? undefined : toEventRow(row);
};

const list = planEachTime<EventColumns>(
  `SELECT ${EVENT_COLUMNS} FROM ${EVENT_TABLES} WHERE e.organization_id = $1 AND e.id > $2 ORDER BY e.id LIMIT $3`,
);

export const listEvents: Operation<"listEvents"> = async (transaction, organizationId, page) => {
  const rows = await list.all(transaction, organizationId, page.afterPosition, page.limit);
  return rows.map(toEventRow);
};
