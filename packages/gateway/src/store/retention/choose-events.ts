import type { Holds } from "./holds.ts";

/** An event as a purge of metadata looks at it. */
export interface OldEvent {
  readonly id: number;
  readonly sourceId: number;
  readonly receivedAt: number;
  readonly isPayloadGone: boolean;
  /** Whether a delivery of it is open, or holds up others. */
  readonly isOpen: boolean;
}

/** Those that go: an hour's ids may have younger ones among them, and what is needed or held stays. */
export function chooseEvents<Event extends OldEvent>(
  events: readonly Event[],
  receivedBefore: number,
  holds: Holds,
): readonly Event[] {
  return events.filter(
    (event) =>
      event.receivedAt < receivedBefore && event.isPayloadGone && !event.isOpen && !holds.keeps(event),
  );
}
