/** A delivery in one of these states needs its event's payload; what was held waits for a person and needs it too. SQL. */
export const NEEDING_STATES = "('pending', 'in_flight', 'held')";
