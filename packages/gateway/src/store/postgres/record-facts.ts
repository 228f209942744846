import type { CircuitState } from "../circuit.ts";
import type { DeliveryState } from "../delivering.ts";
import type { OutcomeRow } from "../engine.ts";
import { lockOrganizations } from "./locks.ts";
import { numberList } from "./number-list.ts";
import { prepare } from "./query.ts";
import type { Transaction } from "./query.ts";

export interface PresentDelivery {
  readonly endpointId: number;
  readonly id: number;
  readonly organizationId: number;
  readonly createdAt: number;
  readonly state: DeliveryState;
  readonly token: number;
  readonly attempts: number;
  readonly lineId: number | null;
  /** Of the attempt that was recorded last; 0 for none. */
  readonly lastOrdinal: number;
}

export interface RecordFacts {
  readonly circuits: ReadonlyMap<number, CircuitState>;
  find(row: OutcomeRow): PresentDelivery | undefined;
}

const lockStates = prepare<CircuitState & { readonly endpointId: number }>(
  `SELECT endpoint_id AS "endpointId", consecutive_failures AS failures, circuit_open_until AS "openUntil",
     circuit_pauses AS pauses
   FROM endpoint_state WHERE endpoint_id = ANY($1::bigint[]) ORDER BY endpoint_id FOR NO KEY UPDATE`,
);
const read = prepare<PresentDelivery>(
  `SELECT d.endpoint_id AS "endpointId", d.id, d.organization_id AS "organizationId", d.created_at AS "createdAt",
     d.state, d.token, d.attempts, d.order_line_id AS "lineId",
     -- Under its first claim nobody can have recorded anything.
     CASE WHEN d.token = 1 AND d.state = 'in_flight' THEN 0 ELSE coalesce((SELECT max(a.ordinal) FROM attempts a
       WHERE a.endpoint_id = d.endpoint_id AND a.delivery_id = d.id), 0) END AS "lastOrdinal"
   FROM unnest($1::bigint[], $2::bigint[]) AS w (endpoint_id, id)
   JOIN deliveries d ON d.endpoint_id = w.endpoint_id AND d.id = w.id`,
);

/** Locks the endpoints of a batch of outcomes, so that what is read here holds until the transaction ends. */
export async function lockRecordFacts(
  transaction: Transaction,
  rows: readonly OutcomeRow[],
): Promise<RecordFacts> {
  // An outcome that disables its endpoint changes the configuration of its organization, and that lock comes first.
  const disabling = rows.filter(({ disablesEndpoint }) => disablesEndpoint !== null);
  const [, states, deliveries] = await Promise.all([
    disabling.length > 0
      ? lockOrganizations(transaction, new Set(disabling.map(({ organizationId }) => organizationId)))
      : [],
    lockStates.all(transaction, numberList([...new Set(rows.map(({ delivery }) => delivery.endpointId))])),
    // Sent at once and carried out behind the locks.
    read.all(
      transaction,
      numberList(rows.map(({ delivery }) => delivery.endpointId)),
      numberList(rows.map(({ delivery }) => delivery.id)),
    ),
  ]);
  const byKey = new Map(deliveries.map((present) => [keyText(present), present]));
  return {
    circuits: new Map(
      states.map(({ endpointId, failures, openUntil, pauses }) => [
        endpointId,
        { failures, openUntil, pauses },
      ]),
    ),
    find({ delivery, organizationId }) {
      const present = byKey.get(keyText(delivery));
      const isSame = present?.organizationId === organizationId && present.createdAt === delivery.createdAt;
      return isSame ? present : undefined;
    },
  };
}

function keyText({ endpointId, id }: { readonly endpointId: number; readonly id: number }): string {
  return `${endpointId} ${id}`;
}
