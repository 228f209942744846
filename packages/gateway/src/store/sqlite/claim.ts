import type { ClaimedRow, ClaimedRows } from "../engine.ts";
import type { ClaimRequest } from "../store.ts";
import type { Database } from "./driver.ts";
import { EVENT_COLUMNS, EVENT_TABLES, toEventRow } from "./event-row.ts";
import type { EventColumns } from "./event-row.ts";
import type { Operation } from "./operations.ts";
import { prepare } from "./query.ts";

/** Deliveries that are held or cancelled lie among the fresh ones; a claim steps over at most this many ranges of them. */
const MAX_RANGES_PER_CLAIM = 16;

/** Step at least this far, so that a long run of held deliveries is passed in a few claims also by a claim of one. */
const MIN_RANGE = 64;

type Wanted = ClaimRequest["wanted"][number];

interface EndpointFacts {
  readonly lastDeliveryId: number;
  readonly freshPosition: number;
  readonly inFlight: number;
  readonly tokens: number | null;
}

interface LeasedRow {
  readonly id: number;
  readonly eventId: number;
  readonly createdAt: number;
  readonly token: number;
  readonly attempts: number;
  readonly refusals: number;
}

/** Leases due deliveries: never-tried ones by moving a cursor along the endpoint's key range, then retries by due time. */
export function claimOperation(database: Database): Operation<"claim"> {
  const versionOf = prepare<{ readonly version: number }>(
    database,
    "SELECT config_version AS version FROM organizations WHERE id = ?",
  );
  const factsOf = prepare<EndpointFacts>(
    database,
    `SELECT s.last_delivery_id AS lastDeliveryId, s.fresh_position AS freshPosition, s.in_flight AS inFlight, s.tokens
     FROM endpoint_state s JOIN endpoints e ON e.id = s.endpoint_id
     WHERE s.endpoint_id = ? AND s.organization_id = ? AND e.disabled_reason IS NULL
       AND (s.circuit_open_until IS NULL OR s.circuit_open_until <= ?)`,
  );
  const fresh = prepare<{ readonly id: number; readonly isFresh: number }>(
    database,
    `SELECT id, state = 'pending' AND due_at IS NULL AS isFresh FROM deliveries
     WHERE endpoint_id = ? AND id > ? ORDER BY id LIMIT ?`,
  );
  const retries = prepare<{ readonly id: number }>(
    database,
    `SELECT id FROM deliveries
     WHERE endpoint_id = ? AND state = 'pending' AND due_at IS NOT NULL AND due_at <= ? ORDER BY due_at, id LIMIT ?`,
  );
  const lease = prepare<LeasedRow>(
    database,
    `UPDATE deliveries SET state = 'in_flight', due_at = NULL, lease_until = ?, token = token + 1
     WHERE endpoint_id = ? AND id = ?
     RETURNING id, event_id AS eventId, created_at AS createdAt, token, attempts, refusals`,
  );
  const readEvent = prepare<EventColumns>(
    database,
    `SELECT ${EVENT_COLUMNS} FROM ${EVENT_TABLES} WHERE e.id = ?`,
  );
  // With no fresh work left, the first retry says when the endpoint is due again.
  const writeState = prepare(
    database,
    `UPDATE endpoint_state SET fresh_position = ?1, in_flight = in_flight + ?2, pending = pending - ?2,
       tokens = tokens - ?2,
       next_due_at = CASE WHEN ?1 < last_delivery_id THEN 0 ELSE (
         SELECT min(due_at) FROM deliveries
         WHERE endpoint_id = ?3 AND state = 'pending' AND due_at IS NOT NULL) END
     WHERE endpoint_id = ?3`,
  );

  function findFresh(endpointId: number, facts: EndpointFacts, slots: number): Found {
    const ids: number[] = [];
    let position = facts.freshPosition;
    for (let range = 0; range < MAX_RANGES_PER_CLAIM; range += 1) {
      if (ids.length === slots || position === facts.lastDeliveryId) break;
      const rows = fresh.all(endpointId, position, Math.max(slots - ids.length, MIN_RANGE));
      if (rows.length === 0) position = facts.lastDeliveryId;
      for (const row of rows) {
        if (ids.length === slots) break;
        position = row.id;
        if (row.isFresh === 1) ids.push(row.id);
      }
    }
    return { ids, position };
  }

  function claimEndpoint(wanted: Wanted, now: number): readonly ClaimedRow[] {
    const facts = factsOf.get(wanted.endpointId, wanted.organizationId, now);
    if (facts === undefined) return [];
    const slots = Math.min(
      wanted.limit,
      wanted.concurrency - facts.inFlight,
      Math.floor(facts.tokens ?? Infinity),
    );
    if (slots <= 0) return [];
    const { ids: freshIds, position } = findFresh(wanted.endpointId, facts, slots);
    const retryIds = retries.all(wanted.endpointId, now, slots - freshIds.length).map((row) => row.id);
    const leaseUntil = now + wanted.leaseMs;
    const claimed = [...freshIds, ...retryIds].flatMap((id): readonly ClaimedRow[] => {
      const row = lease.get(leaseUntil, wanted.endpointId, id);
      const event = row === undefined ? undefined : readEvent.get(row.eventId);
      if (row === undefined || event === undefined) throw new Error("a delivery has no event");
      return [toClaimedRow(wanted, row, leaseUntil, event)];
    });
    writeState.run(position, claimed.length, wanted.endpointId);
    return claimed;
  }

  return ({ now, wanted }): ClaimedRows => {
    const outdated = new Set<number>();
    const claimed = wanted.flatMap((one) => {
      if (versionOf.get(one.organizationId)?.version === one.configVersion) return claimEndpoint(one, now);
      outdated.add(one.organizationId);
      return [];
    });
    return { claimed, outdatedOrganizations: [...outdated] };
  };
}

/** Deliveries to claim, and up to where the cursor has passed. */
interface Found {
  readonly ids: readonly number[];
  readonly position: number;
}

function toClaimedRow(wanted: Wanted, row: LeasedRow, leaseUntil: number, event: EventColumns): ClaimedRow {
  return {
    endpointId: wanted.endpointId,
    organizationId: wanted.organizationId,
    id: row.id,
    createdAt: row.createdAt,
    token: row.token,
    leaseUntil,
    attempt: row.attempts + 1,
    refusals: row.refusals,
    event: toEventRow(event),
  };
}
