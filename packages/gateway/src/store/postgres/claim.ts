import type { ClaimedRow, ClaimedRows } from "../engine.ts";
import { lockClaim } from "./claim-facts.ts";
import type { LockedClaim } from "./claim-facts.ts";
import { planClaim, roomOf } from "./claim-plan.ts";
import type { Candidates, EndpointClaim, Room, Wanted } from "./claim-plan.ts";
import type { ClaimRequest } from "../delivering.ts";
import { toEventRow } from "../events/event-columns.ts";
import type { EventColumns } from "../events/event-columns.ts";
import { findDueEndpoints } from "./due-endpoints.ts";
import { EVENT_COLUMNS, EVENT_TABLES } from "./event-row.ts";
import { numberList } from "./number-list.ts";
import type { Operation } from "./operation.ts";
import { prepare } from "./query.ts";
import type { Transaction } from "./query.ts";
import type { ReplaySigning } from "../replay/replay-rows.ts";

interface CandidateRow {
  readonly endpointId: number;
  readonly id: number;
  /** Null for one that was never tried. */
  readonly dueAt: number | null;
}

/** Of what was put off one more than there is room for, because it says when the endpoint is due again. */
const findCandidates = prepare<CandidateRow>(
  `SELECT w.endpoint_id AS "endpointId", c.id, c.due_at AS "dueAt"
   FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[])
     AS w (endpoint_id, slots, fresh_position, fresh_end)
   CROSS JOIN LATERAL (
     (SELECT d.id, d.due_at FROM deliveries d
      WHERE d.endpoint_id = w.endpoint_id AND d.due_at IS NOT NULL
      ORDER BY d.due_at, d.id LIMIT w.slots + 1)
     UNION ALL
     (SELECT d.id, NULL FROM deliveries d
      WHERE d.endpoint_id = w.endpoint_id AND d.id > w.fresh_position AND d.id <= w.fresh_end
        AND d.state = 'pending' AND d.due_at IS NULL AND NOT d.is_waiting
      ORDER BY d.id LIMIT w.slots)) c`,
);

interface LeasedColumns extends EventColumns {
  readonly endpointId: number;
  readonly deliveryId: number;
  readonly deliveryCreatedAt: number;
  readonly token: number;
  readonly leaseUntil: number;
  readonly attempts: number;
  readonly refusals: number;
  readonly replayId: number | null;
  readonly replayCreatedAt: number | null;
  readonly signing: ReplaySigning | null;
}

/** Leases all deliveries, writes the state of their endpoints and reads their events: one statement. */
const lease = prepare<LeasedColumns>(
  `WITH leased AS (
     UPDATE deliveries d SET state = 'in_flight', due_at = NULL, lease_until = w.lease_until, token = d.token + 1
     FROM unnest($1::bigint[], $2::bigint[], $3::bigint[]) AS w (endpoint_id, id, lease_until)
     WHERE d.endpoint_id = w.endpoint_id AND d.id = w.id
     RETURNING d.endpoint_id, d.id, d.created_at, d.token, d.lease_until, d.attempts, d.refusals, d.replay_id, d.event_id
   ), remembered AS (
     INSERT INTO leases (ends_at, endpoint_id, delivery_ids)
     SELECT lease_until, endpoint_id, array_agg(id) FROM unnest($1::bigint[], $2::bigint[], $3::bigint[])
       AS w (endpoint_id, id, lease_until) GROUP BY lease_until, endpoint_id
   ), written AS (
     UPDATE endpoint_state s SET in_flight = s.in_flight + w.count, pending = s.pending - w.count,
       fresh_position = w.fresh_position, next_due_at = w.next_due_at, tokens = w.tokens, tokens_at = w.tokens_at,
       token_due_at = w.token_due_at
     FROM unnest($4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::double precision[], $9::bigint[],
       $10::bigint[]) AS w (endpoint_id, count, fresh_position, next_due_at, tokens, tokens_at, token_due_at)
     WHERE s.endpoint_id = w.endpoint_id
   )
   SELECT l.endpoint_id AS "endpointId", l.id AS "deliveryId", l.created_at AS "deliveryCreatedAt", l.token,
     l.lease_until AS "leaseUntil", l.attempts, l.refusals, l.replay_id AS "replayId",
     r.created_at AS "replayCreatedAt", r.signing, ${EVENT_COLUMNS}
   FROM leased l JOIN (${EVENT_TABLES}) ON e.id = l.event_id LEFT JOIN replays r ON r.id = l.replay_id`,
);

/** Leases due deliveries: never-tried ones by moving a cursor along the endpoint's key range, then retries by due time. */
export const claim: Operation<"claim"> = async (transaction, request): Promise<ClaimedRows> => {
  const locked = await lockClaim(transaction, request);
  const { rooms, outdatedOrganizations } = planRooms(request, locked);
  const found = await candidatesOf(transaction, rooms);
  const claims = rooms.map((room) =>
    planClaim(room, found.get(room.wanted.endpointId) ?? NO_CANDIDATES, request.now),
  );
  const [claimed, due] = await transaction.closing(() =>
    Promise.all([leaseAll(transaction, claims, request.now), findDueEndpoints(transaction, request.now)]),
  );
  return { claimed, outdatedOrganizations, due };
};

const NO_CANDIDATES: Candidates = { fresh: [], putOff: [] };

function planRooms(
  { wanted, now }: ClaimRequest,
  { versions, endpoints }: LockedClaim,
): { readonly rooms: readonly Room[]; readonly outdatedOrganizations: readonly number[] } {
  const outdated = new Set<number>();
  const rooms = wanted.flatMap((one: Wanted) => {
    if (versions.get(one.organizationId) !== one.configVersion) {
      outdated.add(one.organizationId);
      return [];
    }
    const facts = endpoints.get(one.endpointId);
    return facts?.organizationId === one.organizationId ? [roomOf(one, facts, now)] : [];
  });
  return { rooms, outdatedOrganizations: [...outdated] };
}

async function candidatesOf(
  transaction: Transaction,
  rooms: readonly Room[],
): Promise<ReadonlyMap<number, Candidates>> {
  const found = new Map<
    number,
    { readonly fresh: number[]; readonly putOff: { id: number; dueAt: number }[] }
  >();
  if (rooms.length === 0) return found;
  const rows = await findCandidates.all(
    transaction,
    numberList(rooms.map(({ wanted }) => wanted.endpointId)),
    numberList(rooms.map(({ slots }) => slots)),
    numberList(rooms.map(({ facts }) => facts.freshPosition)),
    numberList(rooms.map(({ freshEnd }) => freshEnd)),
  );
  for (const { endpointId, id, dueAt } of rows) {
    let candidates = found.get(endpointId);
    if (candidates === undefined) {
      candidates = { fresh: [], putOff: [] };
      found.set(endpointId, candidates);
    }
    if (dueAt === null) candidates.fresh.push(id);
    else candidates.putOff.push({ id, dueAt });
  }
  return found;
}

async function leaseAll(
  transaction: Transaction,
  claims: readonly EndpointClaim[],
  now: number,
): Promise<readonly ClaimedRow[]> {
  if (claims.length === 0) return [];
  const all = claims.flatMap(({ room: { wanted }, ids }) =>
    ids.map((id) => ({ endpointId: wanted.endpointId, id, leaseUntil: now + wanted.leaseMs })),
  );
  const rows = await lease.all(
    transaction,
    numberList(all.map(({ endpointId }) => endpointId)),
    numberList(all.map(({ id }) => id)),
    numberList(all.map(({ leaseUntil }) => leaseUntil)),
    numberList(claims.map(({ room }) => room.wanted.endpointId)),
    numberList(claims.map(({ ids }) => ids.length)),
    numberList(claims.map(({ freshPosition }) => freshPosition)),
    numberList(claims.map(({ nextDueAt }) => nextDueAt)),
    numberList(claims.map(({ left }) => left?.tokens ?? null)),
    numberList(claims.map(({ left }) => left?.countedAt ?? null)),
    numberList(claims.map(({ tokenDueAt }) => tokenDueAt)),
  );
  // A join keeps no order: they go out in the order in which they were chosen.
  const byDelivery = new Map(rows.map((row) => [`${row.endpointId} ${row.deliveryId}`, row]));
  return all.map(({ endpointId, id }) => {
    const row = byDelivery.get(`${endpointId} ${id}`);
    if (row === undefined) throw new Error("a delivery has no event");
    return toClaimedRow(row);
  });
}

function toClaimedRow(row: LeasedColumns): ClaimedRow {
  const { endpointId, organizationId, token, leaseUntil, refusals, replayId, replayCreatedAt, signing } = row;
  const replay =
    replayId === null || replayCreatedAt === null || signing === null
      ? {}
      : { replay: { id: replayId, createdAt: replayCreatedAt, signing } };
  return {
    endpointId,
    organizationId,
    id: row.deliveryId,
    createdAt: row.deliveryCreatedAt,
    token,
    leaseUntil,
    attempt: row.attempts + 1,
    refusals,
    ...replay,
    event: toEventRow(row),
  };
}
