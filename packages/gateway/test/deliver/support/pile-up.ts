import { runSql } from "../../support/run-sql.ts";

/**
 * Gives an endpoint so many due deliveries of an event that is stored already, half of them never tried and half of them
 * to be tried again: written directly, because accepting a million events takes minutes.
 */
export async function pileUp(folder: string, endpointName: string, count: number): Promise<void> {
  const [facts] = await runSql<
    Readonly<Record<"endpointId" | "lastId" | "organizationId" | "eventId", number>>
  >(
    folder,
    `SELECT s.endpoint_id AS "endpointId", s.last_delivery_id AS "lastId", s.organization_id AS "organizationId",
       (SELECT max(id) FROM events WHERE organization_id = s.organization_id) AS "eventId"
     FROM endpoint_state s JOIN endpoints e ON e.id = s.endpoint_id WHERE e.name = ?1`,
    endpointName,
  );
  if (facts === undefined) throw new Error(`no endpoint ${endpointName}`);
  const { endpointId, lastId, organizationId, eventId } = facts;
  const retries = Math.floor(count / 2);
  await runSql(
    folder,
    `WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${count})
     INSERT INTO deliveries (endpoint_id, id, organization_id, event_id, state, created_at, due_at)
     SELECT ${endpointId}, ${lastId} + n, ${organizationId}, ${eventId}, 'pending', 1000,
       CASE WHEN n <= ${retries} THEN 1000 END FROM numbers`,
  );
  await runSql(
    folder,
    `UPDATE endpoint_state SET last_delivery_id = ${lastId + count}, fresh_position = ${lastId + retries},
       pending = pending + ${count}, next_due_at = 0 WHERE endpoint_id = ${endpointId}`,
  );
}

/** How many deliveries of an endpoint have been tried so far. */
export async function triedDeliveries(folder: string, endpointName: string): Promise<number> {
  const [row] = await runSql<{ readonly tried: number }>(
    folder,
    `SELECT count(DISTINCT a.delivery_id) AS tried FROM attempts a JOIN endpoints e ON e.id = a.endpoint_id
     WHERE e.name = ?1`,
    endpointName,
  );
  return row?.tried ?? 0;
}
