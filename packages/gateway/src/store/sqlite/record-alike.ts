import type { OutcomeRow } from "../engine.ts";
import type { Database } from "./driver.ts";
import { prepare } from "./query.ts";

export interface OutcomeGroup {
  readonly rows: OutcomeRow[];
  /** Of each row its place in the batch. */
  readonly places: number[];
}

/**
 * Puts outcomes together that {@link recordAlike} may take together; the others stay alone. For each endpoint the order is
 * kept, because what its circuit makes of a failure depends on what came before.
 */
export function groupAlike(rows: readonly OutcomeRow[]): readonly OutcomeGroup[] {
  const groups: OutcomeGroup[] = [];
  const lastOfEndpoint = new Map<number, OutcomeGroup>();
  rows.forEach((row, place) => {
    const last = lastOfEndpoint.get(row.delivery.endpointId);
    const first = last?.rows[0];
    if (first !== undefined && isDelivered(row) && isDelivered(first) && isAlike(row, first)) {
      last?.rows.push(row);
      last?.places.push(place);
      return;
    }
    const group = { rows: [row], places: [place] };
    groups.push(group);
    lastOfEndpoint.set(row.delivery.endpointId, group);
  });
  return groups;
}

function isDelivered({ next, disablesEndpoint, circuit }: OutcomeRow): boolean {
  return next.state === "delivered" && disablesEndpoint === null && circuit?.kind !== "fails";
}

function isAlike(row: OutcomeRow, other: OutcomeRow): boolean {
  return (
    row.organizationId === other.organizationId &&
    row.result === other.result &&
    row.status === other.status &&
    row.secretId === other.secretId &&
    row.excerpt?.blobId === other.excerpt?.blobId &&
    row.circuit?.kind === other.circuit?.kind
  );
}

/**
 * Records what most outcomes are, delivered and alike, with three statements for all of a group: row by row takes twice
 * the time. Gives false, and has done nothing, where one of them has lost its lease, is unknown, stands in an order line
 * or comes twice.
 */
export function recordAlike(database: Database): (rows: readonly OutcomeRow[]) => boolean {
  // CROSS JOIN keeps SQLite from reading the endpoint's deliveries first.
  const countLeased = prepare<{ readonly count: number }>(
    database,
    `SELECT count(DISTINCT d.id) AS count FROM json_each(?3) o CROSS JOIN deliveries d
       ON d.endpoint_id = ?1 AND d.id = o.value ->> 0
     WHERE d.state = 'in_flight' AND d.token = o.value ->> 1 AND d.created_at = o.value ->> 2
       AND d.organization_id = ?2 AND d.order_line_id IS NULL`,
  );
  const insertAttempts = prepare(
    database,
    `INSERT INTO attempts (endpoint_id, delivery_id, ordinal, organization_id, number, started_at, duration_ms, result,
       status, secret_id, is_fenced, excerpt_blob_id, excerpt_offset, excerpt_length)
     SELECT ?1, d.id,
       (SELECT coalesce(max(ordinal), 0) + 1 FROM attempts a WHERE a.endpoint_id = ?1 AND a.delivery_id = d.id),
       ?2, d.attempts + 1, o.value ->> 3, o.value ->> 4, ?4, ?5, ?6, 0, ?7, o.value ->> 5, o.value ->> 6
     FROM json_each(?3) o CROSS JOIN deliveries d ON d.endpoint_id = ?1 AND d.id = o.value ->> 0`,
  );
  const finish = prepare(
    database,
    `UPDATE deliveries SET state = 'delivered', due_at = NULL, lease_until = NULL, attempts = attempts + 1
     WHERE endpoint_id = ?1 AND id IN (SELECT value ->> 0 FROM json_each(?2))`,
  );
  return (rows) => {
    const [first] = rows;
    if (first === undefined || rows.length === 1) return false;
    const { organizationId, delivery, result, status, secretId } = first;
    const { endpointId } = delivery;
    const outcomes = JSON.stringify(rows.map(toColumns));
    if (countLeased.get(endpointId, organizationId, outcomes)?.count !== rows.length) return false;
    const blobId = first.excerpt?.blobId ?? null;
    insertAttempts.run(endpointId, organizationId, outcomes, result, status, secretId, blobId);
    finish.run(endpointId, outcomes);
    return true;
  };
}

function toColumns({
  delivery,
  token,
  startedAt,
  durationMs,
  excerpt,
}: OutcomeRow): readonly (number | null)[] {
  const place = [excerpt?.offset ?? null, excerpt?.length ?? null];
  return [delivery.id, token, delivery.createdAt, startedAt, durationMs, ...place];
}
