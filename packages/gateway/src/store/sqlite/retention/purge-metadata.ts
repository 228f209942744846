import { dedupeHash } from "../../dedupe-verdict.ts";
import type { DeliveryState } from "../../delivering.ts";
import { HOUR_MS } from "../../event-hour.ts";
import { chooseEvents } from "../../retention/choose-events.ts";
import type { OldEvent } from "../../retention/choose-events.ts";
import type { DedupeIndex } from "../dedupe.ts";
import type { Database } from "../driver.ts";
import { idsOfSpan } from "../event-hours.ts";
import type { Operation } from "../operations.ts";
import { orderLines } from "../order-lines.ts";
import { prepare } from "../query.ts";
import { holdsInForce } from "./holds-in-force.ts";
import { HAS_OPEN_DELIVERY, HOLDS_UP_OTHERS } from "./kept-events.ts";
import { addToTally } from "./tallies.ts";

interface RememberedEvent extends OldEvent {
  readonly dedupeKind: string;
  readonly dedupeMac: Uint8Array;
  readonly bodyMac: Uint8Array | null;
}

interface EventRow extends Omit<RememberedEvent, "isPayloadGone" | "isOpen"> {
  readonly isPayloadGone: number;
  readonly isOpen: number;
}

interface OldDelivery {
  readonly endpointId: number;
  readonly id: number;
  readonly state: Exclude<DeliveryState, "pending" | "in_flight" | "held">;
  readonly lineId: number | null;
}

/**
 * Deletes events with their deliveries and attempts. Of one that is known by a signed id or time, keyed digests stay for the
 * life of the source, so that a repeat is still a duplicate; content that is compared for minutes needs none.
 */
export function purgeMetadataOperation(database: Database, dedupe: DedupeIndex): Operation<"purgeMetadata"> {
  const idsBefore = idsOfSpan(database);
  const list = prepare<EventRow>(
    database,
    `SELECT e.id, e.source_id AS sourceId, e.received_at AS receivedAt,
       e.payload_purged_at IS NOT NULL AS isPayloadGone, e.dedupe_kind AS dedupeKind, e.dedupe_mac AS dedupeMac, e.body_mac AS bodyMac,
       ${HAS_OPEN_DELIVERY} OR ${HOLDS_UP_OTHERS} AS isOpen
     FROM events e WHERE e.organization_id = ? AND e.id > ? AND e.id <= ? ORDER BY e.id LIMIT ?`,
  );
  const remember = prepare(
    database,
    `INSERT INTO forgotten_events (id, organization_id, source_id, received_at, dedupe_mac, body_mac)
     VALUES (?, ?, ?, ?, ?, ?)`,
  );
  const removeDedupe = prepare(database, "DELETE FROM dedupe_keys WHERE hash = ? AND event_id = ?");
  const removeEvent = prepare(database, "DELETE FROM events WHERE id = ?");
  const deliveriesOf = prepare<OldDelivery>(
    database,
    "SELECT endpoint_id AS endpointId, id, state, order_line_id AS lineId FROM deliveries WHERE event_id = ?",
  );
  const removeAttempts = prepare(database, "DELETE FROM attempts WHERE endpoint_id = ? AND delivery_id = ?");
  const removeDelivery = prepare(database, "DELETE FROM deliveries WHERE endpoint_id = ? AND id = ?");
  const uncount = {
    delivered: prepare(database, "UPDATE endpoint_state SET delivered = delivered - 1 WHERE endpoint_id = ?"),
    failed: prepare(database, "UPDATE endpoint_state SET failed = failed - 1 WHERE endpoint_id = ?"),
    cancelled: prepare(database, "UPDATE endpoint_state SET cancelled = cancelled - 1 WHERE endpoint_id = ?"),
  };
  const removeHours = prepare(
    database,
    `DELETE FROM event_hours WHERE organization_id = ?1 AND hour < ?2 AND NOT EXISTS (
       SELECT 1 FROM events e WHERE e.organization_id = ?1 AND e.id BETWEEN first_id AND last_id)`,
  );
  const lines = orderLines(database);
  const holdsOf = holdsInForce(database);
  const count = addToTally(database);

  function remove(organizationId: number, event: RememberedEvent): void {
    for (const { endpointId, id, state, lineId } of deliveriesOf.all(event.id)) {
      if (lineId !== null) lines.leave({ endpointId, id }, lineId);
      removeAttempts.run(endpointId, id);
      removeDelivery.run(endpointId, id);
      uncount[state].run(endpointId);
    }
    const { id, sourceId, receivedAt, dedupeMac, bodyMac } = event;
    if (event.dedupeKind === "content") removeDedupe.run(dedupeHash(dedupeMac), id);
    else remember.run(id, organizationId, sourceId, receivedAt, dedupeMac, bodyMac);
    removeEvent.run(id);
  }

  return ({ organizationId, receivedBefore, after, maxEvents }) => {
    const span = idsBefore(organizationId, 0, receivedBefore);
    if (span === undefined || after >= span.last) return null;
    const events = list.all(organizationId, after, span.last, maxEvents).map(toOldEvent);
    const free = chooseEvents(events, receivedBefore, holdsOf(organizationId));
    // From here on the digests of a deleted event are found in the index only.
    dedupe.begin();
    dedupe.writeThrough(free.at(-1)?.id ?? 0);
    for (const event of free) remove(organizationId, event);
    count({ organizationId, what: "metadata", items: free.length, bytes: 0 });
    const last = events.at(-1);
    if (events.length === maxEvents && last !== undefined) return last.id;
    removeHours.run(organizationId, Math.floor(receivedBefore / HOUR_MS));
    return null;
  };
}

function toOldEvent(row: EventRow): RememberedEvent {
  return { ...row, isPayloadGone: row.isPayloadGone === 1, isOpen: row.isOpen === 1 };
}
