import type { EventKey } from "../engine.ts";
import type { Database } from "./driver.ts";
import { orderLines } from "./order-lines.ts";
import { prepare, toFlag } from "./query.ts";

interface AddedToRun {
  readonly eventId: number;
  readonly state: "pending" | "held";
}

interface DeliveredEvent extends EventKey {
  readonly organizationId: number;
}

/** The deliveries that one transaction adds. */
export interface EndpointAdditions {
  isEndpointOf(endpointId: number, organizationId: number): boolean;
  add(event: DeliveredEvent, fanOut: FanOut, state: "pending" | "held"): void;
  /** Writes what was added: once per endpoint where it can, not per event. The events must have been written. */
  finish(): void;
}

/** The endpoints that get an event, and for each the digest of its ordering key, where it has one. */
interface FanOut {
  readonly endpointIds: readonly number[];
  readonly orderMacs: readonly (Uint8Array | null)[] | null;
}

/** Deliveries of events with consecutive ids, in one state. */
interface Run {
  readonly firstDeliveryId: number;
  readonly firstEventId: number;
  lastEventId: number;
  readonly state: "pending" | "held";
}

interface EndpointTally {
  readonly organizationId: number;
  readonly firstId: number;
  lastId: number;
  pending: number;
  /** Of the pending ones those that wait for another of their line. */
  waiting: number;
  held: number;
  /** Those that wait to be written, because a run is read from its events. */
  readonly runs: Run[];
}

/** Numbers deliveries per endpoint in commit order. */
export function addDeliveries(database: Database): () => EndpointAdditions {
  const readState = prepare<{ readonly organizationId: number; readonly lastId: number }>(
    database,
    "SELECT organization_id AS organizationId, last_delivery_id AS lastId FROM endpoint_state WHERE endpoint_id = ?",
  );
  // One statement for all deliveries of a batch to an endpoint that gets every event of it.
  const insertRun = prepare(
    database,
    `INSERT INTO deliveries (endpoint_id, id, organization_id, event_id, state, created_at)
     SELECT ?1, ?2 + e.id - ?3, e.organization_id, e.id, ?5, e.received_at FROM events e WHERE e.id BETWEEN ?3 AND ?4`,
  );
  const insertOrdered = prepare(
    database,
    `INSERT INTO deliveries (endpoint_id, id, organization_id, event_id, state, created_at, order_line_id, is_waiting)
     VALUES (?, ?, ?, ?, 'pending', ?, ?, ?)`,
  );
  // Fresh work is due at once, which 0 says whatever the clock. Where all that is new waits or is held, and the cursor
  // was at the end, it stays there: nobody has to step over them later.
  const writeState = prepare(
    database,
    `UPDATE endpoint_state SET last_delivery_id = ?1, pending = pending + ?2, held = held + ?3,
       next_due_at = CASE WHEN ?4 > 0 THEN 0 ELSE next_due_at END,
       fresh_position = CASE WHEN ?4 = 0 AND fresh_position = ?5 THEN ?1 ELSE fresh_position END
     WHERE endpoint_id = ?6`,
  );
  const lines = orderLines(database);

  function writeRun(endpointId: number, { firstDeliveryId, firstEventId, lastEventId, state }: Run): void {
    const written = insertRun.run(endpointId, firstDeliveryId, firstEventId, lastEventId, state);
    // An event without its delivery would be acknowledged and never sent.
    if (written !== lastEventId - firstEventId + 1)
      throw new Error("deliveries of events that are not there");
  }

  return () => {
    const tallies = new Map<number, EndpointTally>();
    function tallyOf(endpointId: number): EndpointTally | undefined {
      const known = tallies.get(endpointId);
      if (known !== undefined) return known;
      const row = readState.get(endpointId);
      if (row === undefined) return undefined;
      const { organizationId, lastId } = row;
      const tally: EndpointTally = {
        organizationId,
        firstId: lastId,
        lastId,
        pending: 0,
        waiting: 0,
        held: 0,
        runs: [],
      };
      tallies.set(endpointId, tally);
      return tally;
    }
    return {
      isEndpointOf: (endpointId, organizationId) => tallyOf(endpointId)?.organizationId === organizationId,
      add(event, { endpointIds, orderMacs }, state) {
        for (const [index, endpointId] of endpointIds.entries()) {
          const tally = tallyOf(endpointId);
          if (tally === undefined) throw new Error(`there is no endpoint ${endpointId}`);
          tally.lastId += 1;
          tally[state] += 1;
          const { organizationId, id, receivedAt } = event;
          const mac = orderMacs?.[index];
          if (mac === undefined || mac === null || state === "held") {
            addToRun(tally, { eventId: id, state });
            continue;
          }
          const { lineId, isWaiting } = lines.join({ organizationId, endpointId, mac });
          if (isWaiting) tally.waiting += 1;
          insertOrdered.run(
            endpointId,
            tally.lastId,
            organizationId,
            id,
            receivedAt,
            lineId,
            toFlag(isWaiting),
          );
        }
      },
      finish() {
        for (const [endpointId, tally] of tallies) {
          const { firstId, lastId, pending, waiting, held, runs } = tally;
          if (lastId === firstId) continue;
          for (const run of runs) writeRun(endpointId, run);
          writeState.run(lastId, pending, held, pending - waiting, firstId, endpointId);
        }
      },
    };
  };
}

/** The run that ends with the delivery before this one goes on where it can. */
function addToRun({ lastId, runs }: EndpointTally, { eventId, state }: AddedToRun): void {
  const run = runs.at(-1);
  const isNext =
    run?.lastEventId === eventId - 1 && run.firstDeliveryId + (eventId - run.firstEventId) === lastId;
  if (isNext && run.state === state) run.lastEventId = eventId;
  else runs.push({ firstDeliveryId: lastId, firstEventId: eventId, lastEventId: eventId, state });
}
