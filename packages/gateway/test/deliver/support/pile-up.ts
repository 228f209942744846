import { join } from "node:path";
import { openDatabase } from "../../../src/store/sqlite/driver.ts";

const BUSY_TIMEOUT_MS = 5000;

/**
 * Gives an endpoint so many due deliveries of an event that is stored already, half of them never tried and half of them
 * to be tried again: written directly, because accepting a million events takes minutes.
 */
export function pileUp(folder: string, endpointName: string, count: number): void {
  const database = openDatabase(join(folder, "countersign.db"), BUSY_TIMEOUT_MS);
  try {
    const facts = database
      .prepare(
        `SELECT s.endpoint_id AS endpointId, s.last_delivery_id AS lastId, s.organization_id AS organizationId,
           (SELECT max(id) FROM events WHERE organization_id = s.organization_id) AS eventId
         FROM endpoint_state s JOIN endpoints e ON e.id = s.endpoint_id WHERE e.name = ?`,
      )
      .get(endpointName) as Readonly<Record<"endpointId" | "lastId" | "organizationId" | "eventId", number>>;
    const { endpointId, lastId, organizationId, eventId } = facts;
    const retries = Math.floor(count / 2);
    database.exec("BEGIN IMMEDIATE");
    database
      .prepare(
        `WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?1)
         INSERT INTO deliveries (endpoint_id, id, organization_id, event_id, state, created_at, due_at)
         SELECT ?2, ?3 + n, ?4, ?5, 'pending', 1000, CASE WHEN n <= ?6 THEN 1000 END FROM numbers`,
      )
      .run(count, endpointId, lastId, organizationId, eventId, retries);
    database
      .prepare(
        `UPDATE endpoint_state SET last_delivery_id = ?1 + ?2, fresh_position = ?1 + ?3, pending = pending + ?2,
           next_due_at = 0 WHERE endpoint_id = ?4`,
      )
      .run(lastId, count, retries, endpointId);
    database.exec("COMMIT");
  } finally {
    database.close();
  }
}

/** How many deliveries of an endpoint have been tried so far. */
export function triedDeliveries(folder: string, endpointName: string): number {
  const database = openDatabase(join(folder, "countersign.db"), BUSY_TIMEOUT_MS);
  try {
    const row = database
      .prepare(
        `SELECT count(DISTINCT a.delivery_id) AS tried FROM attempts a JOIN endpoints e ON e.id = a.endpoint_id
         WHERE e.name = ?`,
      )
      .get(endpointName) as { readonly tried: number };
    return row.tried;
  } finally {
    database.close();
  }
}
