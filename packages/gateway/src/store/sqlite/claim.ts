import { msUntilToken, refill, take, wholeTokens } from "../../token-bucket.ts";
import type { TokenBucket } from "../../token-bucket.ts";
import { MAX_CIRCUIT_PAUSE_MS } from "../circuit.ts";
import type { ClaimRequest } from "../delivering.ts";
import { CLAIMED_ROWS } from "./claimed-rows.ts";
import type { Database } from "./driver.ts";
import { dueEndpointsOperation } from "./due-endpoints.ts";
import { isOver } from "./is-over.ts";
import type { Operation } from "./operations.ts";
import { DUE_AT_ONCE } from "../due-at-once.ts";
import { prepare } from "./query.ts";
import type { PackedClaim, PackedLease } from "./writer-calls.ts";

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

/** A delivery that was never tried and may be claimed. */
const IS_FRESH = "state = 'pending' AND due_at IS NULL AND is_waiting = 0";

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
    `SELECT id FROM deliveries WHERE endpoint_id = ? AND id > ? AND id <= ? AND ${IS_FRESH} ORDER BY id LIMIT ?`,
  );
  const retries = prepare<{ readonly id: number }>(
    database,
    `SELECT id FROM deliveries
     WHERE endpoint_id = ? AND state = 'pending' AND due_at IS NOT NULL AND due_at <= ? ORDER BY due_at, id LIMIT ?`,
  );
  // One statement for all: each by itself costs three times as much.
  const leaseFresh = prepare(
    database,
    `UPDATE deliveries SET state = 'in_flight', lease_until = ?, token = token + 1
     WHERE endpoint_id = ? AND id BETWEEN ? AND ? AND ${IS_FRESH}`,
  );
  const leaseListed = prepare(
    database,
    `UPDATE deliveries SET state = 'in_flight', due_at = NULL, lease_until = ?, token = token + 1
     WHERE endpoint_id = ? AND id IN (SELECT value FROM json_each(?))`,
  );
  const readRows = prepare<{ readonly rows: string; readonly count: number }>(database, CLAIMED_ROWS);
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

  function lease(ids: readonly number[], { endpointId }: Wanted, leaseUntil: number): void {
    if (ids.length > 0) leaseListed.run(leaseUntil, endpointId, JSON.stringify(ids));
  }

  function claimEndpoint(wanted: Wanted, now: number): PackedLease | undefined {
    const { organizationId, endpointId, rate } = wanted;
    const facts = factsOf.get(now, endpointId, organizationId);
    if (facts === undefined) return undefined;
    const bucket = rate === undefined ? undefined : refill(storedBucket(facts), rate, now);
    const most = facts.isOnTrial === 1 ? 1 : wanted.concurrency;
    const tokens = bucket === undefined ? Infinity : wholeTokens(bucket);
    const slots = Math.max(0, Math.min(wanted.limit, most - facts.inFlight, tokens));
    const leaseUntil = now + wanted.leaseMs;
    // Those whose turn in their line has come go first: what waits behind them is as old as they are.
    const turnIds = retries.all(endpointId, DUE_AT_ONCE, slots).map((row) => row.id);
    const { ids: freshIds, position } = findFresh(endpointId, facts, slots - turnIds.length);
    lease(turnIds, wanted, leaseUntil);
    if (freshIds.length > 0) {
      leaseFresh.run(leaseUntil, endpointId, freshIds[0] ?? 0, freshIds.at(-1) ?? 0);
    }
    // After the others are leased, so that none is found twice.
    const free = slots - turnIds.length - freshIds.length;
    const retryIds = retries.all(endpointId, now, free).map((row) => row.id);
    lease(retryIds, wanted, leaseUntil);
    const ids = [...turnIds, ...freshIds, ...retryIds];
    const left = bucket === undefined ? undefined : take(bucket, ids.length);
    const waitMs = left === undefined || rate === undefined ? 0 : msUntilToken(left, rate);
    writeState.run(
      position,
      ids.length,
      endpointId,
      left?.tokens ?? null,
      left?.countedAt ?? null,
      waitMs === 0 ? null : now + waitMs,
    );
    if (ids.length === 0) return undefined;
    const read = readRows.get(endpointId, JSON.stringify(ids));
    if (read?.count !== ids.length) throw new Error("a delivery has no event");
    return { organizationId, endpointId, leaseUntil, rows: read.rows };
  }

  return ({ now, wanted }): PackedClaim => {
    const outdated = new Set<number>();
    const leases = wanted.flatMap((one) => {
      if (versionOf.get(one.organizationId)?.version === one.configVersion) {
        return claimEndpoint(one, now) ?? [];
      }
      outdated.add(one.organizationId);
      return [];
    });
    return { leases, outdatedOrganizations: [...outdated], due: dueAfter(now) };
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
