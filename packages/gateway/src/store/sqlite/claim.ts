import { msUntilToken, refill, take, wholeTokens } from "../../token-bucket.ts";
import type { TokenBucket } from "../../token-bucket.ts";
import { MAX_CIRCUIT_PAUSE_MS } from "../circuit.ts";
import type { ClaimedRow, ClaimedRows } from "../engine.ts";
import type { ReplaySigning } from "../replay/replay-rows.ts";
import type { ClaimRequest } from "../delivering.ts";
import { toEventRow } from "../events/event-columns.ts";
import type { EventColumns } from "../events/event-columns.ts";
import type { Database } from "./driver.ts";
import { dueEndpointsOperation } from "./due-endpoints.ts";
import { EVENT_COLUMNS, EVENT_TABLES } from "./event-row.ts";
import { isOver } from "./is-over.ts";
import type { Operation } from "./operations.ts";
import { DUE_AT_ONCE } from "../due-at-once.ts";
import { prepare } from "./query.ts";

/**
 * Deliveries that are held, cancelled or waiting lie among the fresh ones; a claim steps over at most 16 ranges of 4096 of
 * them, a few milliseconds, so that a million of one endpoint hold up nobody else.
 */
const MAX_RANGES_PER_CLAIM = 16;
const RANGE = 4096;

type Wanted = ClaimRequest["wanted"][number];

interface EndpointFacts {
  readonly lastDeliveryId: number;
  readonly freshPosition: number;
  readonly inFlight: number;
  readonly tokens: number | null;
  readonly tokensAt: number | null;
  /** The circuit was open and its pause is over: one delivery at a time. */
  readonly isOnTrial: number;
}

interface LeasedRow {
  readonly id: number;
  readonly eventId: number;
  readonly createdAt: number;
  readonly token: number;
  readonly attempts: number;
  readonly refusals: number;
  readonly replayId: number | null;
}

/** Leases due deliveries: never-tried ones by moving a cursor along the endpoint's key range, then retries by due time. */
export function claimOperation(database: Database): Operation<"claim"> {
  const dueAfter = dueEndpointsOperation(database);
  const versionOf = prepare<{ readonly version: number }>(
    database,
    "SELECT config_version AS version FROM organizations WHERE id = ?",
  );
  const factsOf = prepare<EndpointFacts>(
    database,
    `SELECT s.last_delivery_id AS lastDeliveryId, s.fresh_position AS freshPosition, s.in_flight AS inFlight, s.tokens,
       s.tokens_at AS tokensAt, s.circuit_open_until IS NOT NULL AS isOnTrial
     FROM endpoint_state s JOIN endpoints e ON e.id = s.endpoint_id
     WHERE s.endpoint_id = ?2 AND s.organization_id = ?3 AND e.disabled_reason IS NULL
       AND ${isOver("s.circuit_open_until", MAX_CIRCUIT_PAUSE_MS)}`,
  );
  const fresh = prepare<{ readonly id: number }>(
    database,
    `SELECT id FROM deliveries WHERE endpoint_id = ? AND id > ? AND id <= ?
       AND state = 'pending' AND due_at IS NULL AND is_waiting = 0 ORDER BY id LIMIT ?`,
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
     RETURNING id, event_id AS eventId, created_at AS createdAt, token, attempts, refusals,
       replay_id AS replayId`,
  );
  const readEvent = prepare<EventColumns>(
    database,
    `SELECT ${EVENT_COLUMNS} FROM ${EVENT_TABLES} WHERE e.id = ?`,
  );
  const readReplay = prepare<{ readonly createdAt: number; readonly signing: ReplaySigning }>(
    database,
    "SELECT created_at AS createdAt, signing FROM replays WHERE id = ?",
  );
  // With no fresh work left, the first retry says when the endpoint is due again.
  const writeState = prepare(
    database,
    `UPDATE endpoint_state SET fresh_position = ?1, in_flight = in_flight + ?2, pending = pending - ?2,
       tokens = ?4, tokens_at = ?5, token_due_at = ?6,
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
      const end = Math.min(position + RANGE, facts.lastDeliveryId);
      const rows = fresh.all(endpointId, position, end, slots - ids.length);
      for (const row of rows) ids.push(row.id);
      position = ids.length === slots ? (ids.at(-1) ?? position) : end;
    }
    return { ids, position };
  }

  function claimEndpoint(wanted: Wanted, now: number): readonly ClaimedRow[] {
    const { endpointId, rate } = wanted;
    const facts = factsOf.get(now, endpointId, wanted.organizationId);
    if (facts === undefined) return [];
    const bucket = rate === undefined ? undefined : refill(storedBucket(facts), rate, now);
    const most = facts.isOnTrial === 1 ? 1 : wanted.concurrency;
    const tokens = bucket === undefined ? Infinity : wholeTokens(bucket);
    const slots = Math.max(0, Math.min(wanted.limit, most - facts.inFlight, tokens));
    // Those whose turn in their line has come go first: what waits behind them is as old as they are.
    const turnIds = retries.all(endpointId, DUE_AT_ONCE, slots).map((row) => row.id);
    const { ids: freshIds, position } = findFresh(endpointId, facts, slots - turnIds.length);
    const free = slots - turnIds.length - freshIds.length;
    const leaseUntil = now + wanted.leaseMs;
    const leased = (id: number): ClaimedRow => leaseDelivery(wanted, id, leaseUntil);
    const claimed = [...turnIds, ...freshIds].map(leased);
    // After the others are leased, so that none is found twice.
    claimed.push(...retries.all(endpointId, now, free).map((row) => leased(row.id)));
    const left = bucket === undefined ? undefined : take(bucket, claimed.length);
    const waitMs = left === undefined || rate === undefined ? 0 : msUntilToken(left, rate);
    writeState.run(
      position,
      claimed.length,
      endpointId,
      left?.tokens ?? null,
      left?.countedAt ?? null,
      waitMs === 0 ? null : now + waitMs,
    );
    return claimed;
  }

  function leaseDelivery(wanted: Wanted, id: number, leaseUntil: number): ClaimedRow {
    const row = lease.get(leaseUntil, wanted.endpointId, id);
    const event = row === undefined ? undefined : readEvent.get(row.eventId);
    if (row === undefined || event === undefined) throw new Error("a delivery has no event");
    const claimed = toClaimedRow(wanted, row, leaseUntil, event);
    const replay = row.replayId === null ? undefined : readReplay.get(row.replayId);
    return row.replayId === null || replay === undefined
      ? claimed
      : { ...claimed, replay: { ...replay, id: row.replayId } };
  }

  return ({ now, wanted }): ClaimedRows => {
    const outdated = new Set<number>();
    const claimed = wanted.flatMap((one) => {
      if (versionOf.get(one.organizationId)?.version === one.configVersion) return claimEndpoint(one, now);
      outdated.add(one.organizationId);
      return [];
    });
    return { claimed, outdatedOrganizations: [...outdated], due: dueAfter(now) };
  };
}

/** Deliveries to claim, and up to where the cursor has passed. */
interface Found {
  readonly ids: readonly number[];
  readonly position: number;
}

function storedBucket({ tokens, tokensAt }: EndpointFacts): TokenBucket | undefined {
  return tokens === null || tokensAt === null ? undefined : { tokens, countedAt: tokensAt };
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
