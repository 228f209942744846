import type { Database } from "../driver.ts";
import { prepare } from "../query.ts";

/** The deliveries of event `e` that still need its payload; what was held waits for a person and needs it too. */
export const HAS_OPEN_DELIVERY = `EXISTS (SELECT 1 FROM deliveries d
  WHERE d.event_id = e.id AND d.state IN ('pending', 'in_flight', 'held'))`;

/** What the legal holds of one organization keep. */
export interface Holds {
  readonly hasAny: boolean;
  keeps(event: { readonly id: number; readonly sourceId: number }): boolean;
}

interface HoldPlace {
  readonly sourceId: number | null;
  readonly eventId: number | null;
}

/** Reads the holds that are in force, once for each transaction that deletes. */
export function holdsInForce(database: Database): (organizationId: number) => Holds {
  const list = prepare<HoldPlace>(
    database,
    `SELECT source_id AS sourceId, event_id AS eventId FROM legal_holds
     WHERE organization_id = ? AND released_at IS NULL`,
  );
  return (organizationId) => {
    const holds = list.all(organizationId);
    const isWhole = holds.some(({ sourceId, eventId }) => sourceId === null && eventId === null);
    const sources = new Set(holds.map(({ sourceId }) => sourceId));
    const events = new Set(holds.map(({ eventId }) => eventId));
    return {
      hasAny: holds.length > 0,
      keeps: (event) => isWhole || sources.has(event.sourceId) || events.has(event.id),
    };
  };
}
