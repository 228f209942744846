import { expect, test } from "vitest";
import { isShown } from "../../../src/screens/live/live-filters.ts";
import { liveRow } from "../../../src/screens/live/live-row.ts";

const accepted = {
  event: "evt_1",
  source: "nabla",
  type: "note.done",
  receivedAt: "2026-11-02T14:33:02.118Z",
  bodyBytes: 10,
  conflictsWith: null,
  releasedFrom: null,
};
const attempted = {
  delivery: "dlv_1",
  event: "evt_1",
  endpoint: "ehr",
  attempt: 2,
  result: "http_status",
  status: 503,
  at: "2026-11-02T14:33:03.118Z",
};
const refused = {
  quarantined: "qua_1",
  source: "nabla",
  code: "no_match",
  receivedAt: "2026-11-02T14:33:04.118Z",
  bodyBytes: 10,
};

test("leads from each kind of message to its own page", () => {
  expect(liveRow({ event: "event.accepted", data: accepted }, 1)).toMatchObject({
    kind: "accepted",
    href: "/console/events/evt_1",
    what: "note.done",
  });
  expect(liveRow({ event: "delivery.retrying", data: attempted }, 2)).toMatchObject({
    kind: "attempts",
    href: "/console/deliveries/dlv_1",
    what: "http_status 503, try 2",
    who: "ehr",
  });
  expect(liveRow({ event: "quarantine.added", data: refused }, 3)).toMatchObject({
    kind: "refused",
    href: "/console/quarantine/qua_1",
    what: "no_match",
  });
});

test("shows a trouble as one, not as an accepted event", () => {
  const row = liveRow({ event: "trouble.endpoint_disabled", data: accepted }, 1);
  expect(row).toMatchObject({ kind: "troubles", what: "endpoint disabled", badge: { word: "trouble" } });
});

test("tells two attempts of one delivery apart", () => {
  const first = liveRow({ event: "delivery.retrying", data: attempted }, 1);
  expect(liveRow({ event: "delivery.delivered", data: attempted }, 2).key).not.toBe(first.key);
});

test("shows what all filters take", () => {
  const row = liveRow({ event: "event.accepted", data: accepted }, 1);
  expect(isShown(row, {})).toBe(true);
  expect(isShown(row, { show: "accepted", who: "nab", what: "note" })).toBe(true);
  expect(isShown(row, { show: "refused" })).toBe(false);
  expect(isShown(row, { who: "suki" })).toBe(false);
  expect(isShown(row, { what: "session" })).toBe(false);
});
