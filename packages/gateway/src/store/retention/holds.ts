/** What the legal holds of one organization keep. */
export interface Holds {
  readonly hasAny: boolean;
  /** Whether one of them is for the whole organization. */
  readonly isWhole: boolean;
  keeps(event: { readonly id: number; readonly sourceId: number }): boolean;
}

/** What one hold is for: a source, an event, or neither and then everything. */
export interface HoldPlace {
  readonly sourceId: number | null;
  readonly eventId: number | null;
}

/** @param holds those in force, as they are in the transaction that deletes. */
export function holdsOf(holds: readonly HoldPlace[]): Holds {
  const isWhole = holds.some(({ sourceId, eventId }) => sourceId === null && eventId === null);
  const sources = new Set(holds.map(({ sourceId }) => sourceId));
  const events = new Set(holds.map(({ eventId }) => eventId));
  return {
    hasAny: holds.length > 0,
    isWhole,
    keeps: (event) => isWhole || sources.has(event.sourceId) || events.has(event.id),
  };
}
