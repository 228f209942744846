import { NEEDING_STATES } from "../../retention/needing-states.ts";

/** The deliveries of event `e` that still need its payload. */
export const HAS_OPEN_DELIVERY = `EXISTS (SELECT 1 FROM deliveries d
  WHERE d.event_id = e.id AND d.state IN ${NEEDING_STATES})`;

/**
 * A dead letter of event `e` that others wait behind, because of their ordering key, is open too: it says why they wait, and
 * deleting it would break their order.
 */
export const HOLDS_UP_OTHERS = `EXISTS (SELECT 1 FROM deliveries d JOIN deliveries w ON w.order_line_id = d.order_line_id
  WHERE d.event_id = e.id AND d.state = 'failed' AND w.is_waiting)`;
