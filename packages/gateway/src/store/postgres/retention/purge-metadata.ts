import { HOUR_MS } from "../../event-hour.ts";
import { chooseEvents } from "../../retention/choose-events.ts";
import type { OldEvent } from "../../retention/choose-events.ts";
import type { MetadataPurge } from "../../retention/retention-rows.ts";
import { idsOfSpan } from "../event-hours.ts";
import type { Operation } from "../operation.ts";
import { prepare } from "../query.ts";
import type { Transaction } from "../query.ts";
import { forgetEvents } from "./forget-events.ts";
import { holdsInForce } from "./holds-in-force.ts";
import { lockNeeds } from "./lock-needs.ts";
import { eventsHoldingUp, openEvents } from "./needed-events.ts";
import { addToTally } from "./tallies.ts";

const list = prepare<Omit<OldEvent, "isOpen">>(
  `SELECT e.id, e.source_id AS "sourceId", e.received_at AS "receivedAt",
     e.payload_purged_at IS NOT NULL AS "isPayloadGone"
   FROM events e WHERE e.organization_id = $1 AND e.id > $2 AND e.id <= $3 ORDER BY e.id LIMIT $4`,
);
const removeHours = prepare(
  `DELETE FROM event_hours h WHERE h.organization_id = $1 AND h.hour < $2 AND NOT EXISTS (
     SELECT 1 FROM events e WHERE e.organization_id = $1 AND e.id BETWEEN h.first_id AND h.last_id)`,
);

interface Chosen {
  readonly free: readonly OldEvent[];
  /** The last of a page that is full; null where none follows. */
  readonly next: number | null;
}

/** Deletes events with their deliveries and attempts, but for the digests that a repeat is known by. */
export const purgeMetadata: Operation<"purgeMetadata"> = async (transaction, purge) => {
  const { organizationId, receivedBefore, after } = purge;
  const span = await idsOfSpan(transaction, organizationId, { from: 0, to: receivedBefore });
  if (span === undefined || after >= span.last) return null;
  // Most looks find nothing to delete, and must hold up nobody.
  let chosen = await choose(transaction, purge, span.last);
  if (chosen.free.length > 0) {
    await lockNeeds(transaction, organizationId);
    chosen = await choose(transaction, purge, span.last);
    const eventIds = chosen.free.map(({ id }) => id);
    await forgetEvents(transaction, organizationId, eventIds);
    await addToTally(transaction, { organizationId, what: "metadata", items: eventIds.length, bytes: 0 });
  }
  if (chosen.next === null) {
    // An event that is being added to one of these hours cannot be seen yet.
    await lockNeeds(transaction, organizationId);
    await removeHours.run(transaction, organizationId, Math.floor(receivedBefore / HOUR_MS));
  }
  return chosen.next;
};

async function choose(
  transaction: Transaction,
  { organizationId, receivedBefore, after, maxEvents }: MetadataPurge,
  lastId: number,
): Promise<Chosen> {
  const rows = await list.all(transaction, organizationId, after, lastId, maxEvents);
  const ids = rows.map(({ id }) => id);
  const open = await openEvents(transaction, ids);
  const holdingUp = await eventsHoldingUp(transaction, ids);
  const events = rows.map((row) => ({ ...row, isOpen: open.has(row.id) || holdingUp.has(row.id) }));
  const holds = await holdsInForce(transaction, organizationId);
  const free = chooseEvents(events, receivedBefore, holds);
  return { free, next: events.length === maxEvents ? (events.at(-1)?.id ?? null) : null };
}
