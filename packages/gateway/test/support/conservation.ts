import type { DeliveryState } from "../../src/store/delivering.ts";
import type { Acknowledgement, SentMessage } from "./sent-messages.ts";
import type { ReceivedDelivery } from "./verifying-receiver.ts";

/** What the store holds of one event, its payload opened. */
export interface StoredFact {
  readonly eventId: string;
  readonly source: string;
  /** Digest of the opened body. */
  readonly digest: string;
  readonly conflictsWith: string | undefined;
  readonly deliveries: readonly {
    readonly deliveryId: string;
    readonly endpoint: string;
    readonly state: DeliveryState;
  }[];
}

/** All that senders, receivers and the store know at the end. */
export interface ConservationFacts {
  /** By digest of the body. */
  readonly sent: ReadonlyMap<string, SentMessage>;
  readonly acknowledged: readonly Acknowledgement[];
  readonly received: readonly ReceivedDelivery[];
  readonly stored: readonly StoredFact[];
  /** Names of the endpoints that want the messages of this source. */
  readonly interestedEndpoints: (source: string) => readonly string[];
  /** The answer of the engine's own check of the database. */
  readonly integrity: string;
}

/** Each law of conservation: what must hold whatever was killed when. */
export const conservationLaws = {
  stored_never_sent: "Every stored event was sent by someone, to that source, with exactly these bytes.",
  acknowledged_lost: "Every message that was answered 2xx is stored.",
  acknowledged_id_wrong: "The id in the answer names that very event.",
  stored_twice: "A message is stored once, however often it was sent.",
  conflict_unlinked: "Of events with one signed id, all but the first are linked to the first.",
  fan_out_wrong: "A stored event has exactly one delivery for each interested endpoint.",
  delivery_state_impossible: "At rest a delivery is pending, delivered, held or failed.",
  delivered_never_seen: "A delivery that is recorded as delivered was answered 2xx by its receiver.",
  received_unverified: "Whatever arrives at a receiver verifies there.",
  received_never_stored:
    "Whatever arrives at a receiver is a stored event's delivery, with exactly its bytes.",
  file_damaged: "The database is intact.",
} as const satisfies Readonly<Record<string, string>>;

export type ConservationLaw = keyof typeof conservationLaws;

export interface Violation {
  readonly law: ConservationLaw;
  /** Ids, names and digests only. */
  readonly detail: string;
}

/** Gives every violation of the laws; none when all is well. */
export function conservationViolations(facts: ConservationFacts): readonly Violation[] {
  return [
    ...storedEvents(facts),
    ...acknowledgements(facts),
    ...conflicts(facts),
    ...deliveries(facts),
    ...receptions(facts),
    ...(facts.integrity === "ok" ? [] : [violation("file_damaged", facts.integrity)]),
  ];
}

/** Deliveries in these states wait for nobody or for a time; `in_flight` at rest is a lease that nobody holds. */
const STATES_AT_REST: ReadonlySet<DeliveryState> = new Set(["pending", "delivered", "held", "failed"]);

function storedEvents({ stored, sent }: ConservationFacts): readonly Violation[] {
  const unsent = stored.filter(({ digest, source }) => sent.get(digest)?.source !== source);
  const repeated = [...groupedBy(stored, ({ digest }) => digest).values()].filter((same) => same.length > 1);
  return [
    ...unsent.map(({ eventId, source }) => violation("stored_never_sent", `${eventId} of ${source}`)),
    ...repeated.map((same) => violation("stored_twice", same.map(({ eventId }) => eventId).join(", "))),
  ];
}

function acknowledgements({ acknowledged, stored }: ConservationFacts): readonly Violation[] {
  const digestOf = new Map(stored.map(({ eventId, digest }) => [eventId, digest]));
  const digests = new Set(stored.map(({ digest }) => digest));
  return acknowledged.flatMap(({ digest, eventId }) => [
    ...(digests.has(digest) ? [] : [violation("acknowledged_lost", `body ${digest}`)]),
    ...(eventId === undefined || digestOf.get(eventId) === digest
      ? []
      : [violation("acknowledged_id_wrong", `${eventId} for body ${digest}`)]),
  ]);
}

function conflicts({ stored, sent }: ConservationFacts): readonly Violation[] {
  const identified = stored.filter(({ digest }) => sent.get(digest)?.eventId !== undefined);
  const groups = groupedBy(identified, ({ digest, source }) => `${source} ${sent.get(digest)?.eventId}`);
  return [...groups.values()].flatMap((group) => {
    const firsts = group.filter(({ conflictsWith }) => conflictsWith === undefined);
    const [first] = firsts;
    const unlinked = group.filter(
      ({ conflictsWith }) => conflictsWith !== undefined && conflictsWith !== first?.eventId,
    );
    const all = group.map(({ eventId }) => eventId).join(", ");
    return firsts.length === 1 && unlinked.length === 0 ? [] : [violation("conflict_unlinked", all)];
  });
}

function deliveries({ stored, received, interestedEndpoints }: ConservationFacts): readonly Violation[] {
  const answered = new Set(
    received.filter(({ status }) => status >= 200 && status < 300).map(({ deliveryId }) => deliveryId),
  );
  return stored.flatMap((event) => {
    const wanted = [...interestedEndpoints(event.source)].sort().join(", ");
    const found = event.deliveries
      .map(({ endpoint }) => endpoint)
      .sort()
      .join(", ");
    const isHeld = event.conflictsWith !== undefined;
    return [
      ...(wanted === found ? [] : [violation("fan_out_wrong", `${event.eventId}: ${found}; not ${wanted}`)]),
      ...event.deliveries.flatMap(({ deliveryId, state }) => [
        ...(STATES_AT_REST.has(state) && isHeld === (state === "held")
          ? []
          : [violation("delivery_state_impossible", `${deliveryId} is ${state}`)]),
        ...(state !== "delivered" || answered.has(deliveryId)
          ? []
          : [violation("delivered_never_seen", deliveryId)]),
      ]),
    ];
  });
}

function receptions({ received, stored }: ConservationFacts): readonly Violation[] {
  const expected = new Map(
    stored.flatMap(({ eventId, digest, deliveries: all }) =>
      all.map(({ deliveryId, endpoint }) => [deliveryId, `${endpoint} ${eventId} ${digest}`] as const),
    ),
  );
  return received.flatMap(({ endpoint, eventId, deliveryId, digest, isVerified }) => {
    const isKnown = expected.get(deliveryId ?? "") === `${endpoint} ${eventId} ${digest}`;
    const detail = `${deliveryId ?? "a delivery without an id"} at ${endpoint}`;
    return [
      ...(isVerified ? [] : [violation("received_unverified", detail)]),
      ...(isKnown ? [] : [violation("received_never_stored", detail)]),
    ];
  });
}

function groupedBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

function violation(law: ConservationLaw, detail: string): Violation {
  return { law, detail };
}
