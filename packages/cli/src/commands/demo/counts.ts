import type { Delivery } from "./receiver.ts";
import { eventCount } from "./receiver.ts";
import type { Row } from "./rows.ts";

/** The sums that must agree at the end. */
export interface Counts {
  readonly accepted: number;
  /** Events that reached the receiver. */
  readonly delivered: number;
  /** Of those, the ones whose signature and bytes were right. */
  readonly verified: number;
  readonly repeated: number;
  /** Requests to the receiver beyond one for each event. */
  readonly deliveredAgain: number;
  readonly refused: number;
  /** Events the gateway says it stored, less those it answered for: what refused requests left behind. */
  readonly storedBeyondAccepted: number;
}

/** Sums up the rows, what reached the receiver, and the gateway's own number of stored events. */
export function countRows(
  rows: readonly Row[],
  deliveries: readonly Delivery[],
  storedEvents: number,
): Counts {
  const withOutcome = (outcome: Row["outcome"]): number =>
    rows.filter((row) => row.outcome === outcome).length;
  const accepted = withOutcome("accepted");
  const delivered = eventCount(deliveries);
  return {
    accepted,
    delivered,
    verified: rows.filter(({ isVerified }) => isVerified).length,
    repeated: withOutcome("duplicate"),
    deliveredAgain: deliveries.length - delivered,
    refused: withOutcome("refused"),
    storedBeyondAccepted: storedEvents - accepted,
  };
}
