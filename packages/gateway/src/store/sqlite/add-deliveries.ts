import type { EventKey } from "../engine.ts";
import type { Database } from "./driver.ts";
import { prepare } from "./query.ts";

interface DeliveredEvent extends EventKey {
  readonly organizationId: number;
}

/** The deliveries that one transaction adds. */
export interface EndpointAdditions {
  isEndpointOf(endpointId: number, organizationId: number): boolean;
  add(event: DeliveredEvent, endpointIds: readonly number[], state: "pending" | "held"): void;
  /** Writes what was added into the endpoints' state: once per endpoint, not per event. */
  finish(): void;
}

interface EndpointTally {
  readonly organizationId: number;
  readonly firstId: number;
  lastId: number;
  pending: number;
  held: number;
}

/** Numbers deliveries per endpoint in commit order. */
export function addDeliveries(database: Database): () => EndpointAdditions {
  const readState = prepare<{ readonly organizationId: number; readonly lastId: number }>(
    database,
    "SELECT organization_id AS organizationId, last_delivery_id AS lastId FROM endpoint_state WHERE endpoint_id = ?",
  );
  const insert = prepare(
    database,
    `INSERT INTO deliveries (endpoint_id, id, organization_id, event_id, state, created_at) VALUES (?, ?, ?, ?, ?, ?)`,
  );
  // Fresh work is due at once, which 0 says whatever the clock.
  const writeState = prepare(
    database,
    `UPDATE endpoint_state SET last_delivery_id = ?, pending = pending + ?, held = held + ?,
       next_due_at = CASE WHEN ? > 0 THEN 0 ELSE next_due_at END
     WHERE endpoint_id = ?`,
  );

  return () => {
    const tallies = new Map<number, EndpointTally>();
    function tallyOf(endpointId: number): EndpointTally | undefined {
      const known = tallies.get(endpointId);
      if (known !== undefined) return known;
      const row = readState.get(endpointId);
      if (row === undefined) return undefined;
      const { organizationId, lastId } = row;
      const tally = { organizationId, firstId: lastId, lastId, pending: 0, held: 0 };
      tallies.set(endpointId, tally);
      return tally;
    }
    return {
      isEndpointOf: (endpointId, organizationId) => tallyOf(endpointId)?.organizationId === organizationId,
      add(event, endpointIds, state) {
        for (const endpointId of endpointIds) {
          const tally = tallyOf(endpointId);
          if (tally === undefined) throw new Error(`there is no endpoint ${endpointId}`);
          tally.lastId += 1;
          tally[state] += 1;
          insert.run(endpointId, tally.lastId, event.organizationId, event.id, state, event.receivedAt);
        }
      },
      finish() {
        for (const [endpointId, { firstId, lastId, pending, held }] of tallies) {
          if (lastId > firstId) writeState.run(lastId, pending, held, pending, endpointId);
        }
      },
    };
  };
}
