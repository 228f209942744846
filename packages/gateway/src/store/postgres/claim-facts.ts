import { MAX_CIRCUIT_PAUSE_MS } from "../circuit.ts";
import type { ClaimRequest } from "../delivering.ts";
import { isOver } from "./is-over.ts";
import { numberList } from "./number-list.ts";
import { prepare } from "./query.ts";
import type { Transaction } from "./query.ts";

export interface ClaimFacts {
  readonly endpointId: number;
  readonly organizationId: number;
  readonly lastDeliveryId: number;
  readonly freshPosition: number;
  readonly inFlight: number;
  readonly tokens: number | null;
  readonly tokensAt: number | null;
  /** The circuit was open and its pause is over: one delivery at a time. */
  readonly isOnTrial: boolean;
}

export interface LockedClaim {
  /** Organization → version of its configuration. */
  readonly versions: ReadonlyMap<number, number>;
  readonly endpoints: ReadonlyMap<number, ClaimFacts>;
}

const LOCK = `SELECT s.endpoint_id AS "endpointId", s.organization_id AS "organizationId",
    s.last_delivery_id AS "lastDeliveryId", s.fresh_position AS "freshPosition", s.in_flight AS "inFlight", s.tokens,
    s.tokens_at AS "tokensAt", s.circuit_open_until IS NOT NULL AS "isOnTrial"
  FROM endpoint_state s JOIN endpoints e ON e.id = s.endpoint_id
  WHERE s.endpoint_id = ANY($1::bigint[]) AND e.disabled_reason IS NULL
    AND ${isOver("s.circuit_open_until", MAX_CIRCUIT_PAUSE_MS, "$2::bigint")}
  ORDER BY s.endpoint_id FOR NO KEY UPDATE OF s`;

const lockFree = prepare<ClaimFacts>(`${LOCK} SKIP LOCKED`);
const lockAll = prepare<ClaimFacts>(LOCK);
const readVersions = prepare<{ readonly id: number; readonly version: number }>(
  "SELECT id, config_version AS version FROM organizations WHERE id = ANY($1::bigint[])",
);

/**
 * Locks the wanted endpoints that may be claimed from. Those that another transaction holds are left for the next time,
 * so that one that hangs holds up no other endpoint; only where all are held does this wait for them.
 */
export async function lockClaim(transaction: Transaction, request: ClaimRequest): Promise<LockedClaim> {
  const organizationIds = new Set(request.wanted.map(({ organizationId }) => organizationId));
  const endpointIds = numberList(request.wanted.map(({ endpointId }) => endpointId));
  const now = Math.trunc(request.now);
  const [found, versions] = await Promise.all([
    lockFree.all(transaction, endpointIds, now),
    readVersions.all(transaction, numberList([...organizationIds])),
  ]);
  const locked = found.length > 0 ? found : await lockAll.all(transaction, endpointIds, now);
  return {
    versions: new Map(versions.map(({ id, version }) => [id, version])),
    endpoints: new Map(locked.map((facts) => [facts.endpointId, facts])),
  };
}
