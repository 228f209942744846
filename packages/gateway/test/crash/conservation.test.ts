import { expect, test } from "vitest";
import { conservationLaws, conservationViolations } from "../support/conservation.ts";
import type { ConservationFacts, ConservationLaw } from "../support/conservation.ts";

type Stored = ConservationFacts["stored"][number];
type Received = ConservationFacts["received"][number];

const first: Stored = {
  eventId: "evt_1",
  source: "rx",
  digest: "d1",
  conflictsWith: undefined,
  deliveries: [{ deliveryId: "dlv_1", endpoint: "ehr", state: "delivered" }],
};
const conflicting: Stored = {
  eventId: "evt_2",
  source: "rx",
  digest: "d2",
  conflictsWith: "evt_1",
  deliveries: [{ deliveryId: "dlv_2", endpoint: "ehr", state: "held" }],
};
const arrived: Received = {
  endpoint: "ehr",
  isVerified: true,
  digest: "d1",
  eventId: "evt_1",
  deliveryId: "dlv_1",
  status: 200,
};
const sound: ConservationFacts = {
  sent: new Map([
    ["d1", { source: "rx", digest: "d1", eventId: "order-1" }],
    ["d2", { source: "rx", digest: "d2", eventId: "order-1" }],
    ["d3", { source: "rx", digest: "d3", eventId: "order-3" }],
  ]),
  acknowledged: [
    { digest: "d1", eventId: "evt_1" },
    { digest: "d1", eventId: "evt_1" },
    { digest: "d2", eventId: undefined },
  ],
  received: [{ ...arrived, status: 500 }, arrived],
  stored: [first, conflicting],
  interestedEndpoints: () => ["ehr"],
  integrity: "ok",
};

/** For each law, facts that break it. */
const broken: Readonly<Record<ConservationLaw, ConservationFacts>> = {
  stored_never_sent: { ...sound, stored: [first, { ...conflicting, source: "visits" }] },
  acknowledged_lost: { ...sound, acknowledged: [{ digest: "d3", eventId: undefined }] },
  acknowledged_id_wrong: { ...sound, acknowledged: [{ digest: "d1", eventId: "evt_2" }] },
  stored_twice: { ...sound, stored: [first, { ...conflicting, digest: "d1" }] },
  conflict_unlinked: {
    ...sound,
    stored: [
      first,
      {
        ...conflicting,
        conflictsWith: undefined,
        deliveries: [{ deliveryId: "dlv_2", endpoint: "ehr", state: "pending" }],
      },
    ],
  },
  fan_out_wrong: { ...sound, stored: [first, { ...conflicting, deliveries: [] }] },
  delivery_state_impossible: {
    ...sound,
    stored: [{ ...first, deliveries: [{ deliveryId: "dlv_1", endpoint: "ehr", state: "in_flight" }] }],
  },
  delivered_never_seen: { ...sound, received: [{ ...arrived, status: 500 }] },
  received_unverified: { ...sound, received: [arrived, { ...arrived, isVerified: false }] },
  received_never_stored: { ...sound, received: [arrived, { ...arrived, digest: "d2" }] },
  file_damaged: { ...sound, integrity: "row 3 missing from index" },
};

test("finds nothing wrong with sound facts", () => {
  expect(conservationViolations(sound)).toEqual([]);
});

test.each(Object.keys(conservationLaws) as readonly ConservationLaw[])(
  "reports facts that break %s",
  (law) => {
    expect(conservationViolations(broken[law]).map((violation) => violation.law)).toContain(law);
  },
);
