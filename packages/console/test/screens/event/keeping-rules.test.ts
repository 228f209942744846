import { expect, test } from "vitest";
import { findHold, keptUntil } from "../../../src/screens/event/keeping-rules.ts";

const event = { id: "evt_01", source: "nabla", receivedAt: "2026-11-02T10:00:00.000Z" };
const hold = { id: "1", reason: "a case", createdAt: event.receivedAt, releasedAt: null };

test.each([{ event: "evt_01" }, { source: "nabla" }, { organization: true as const }])(
  "an event is kept by a hold on %o",
  (scope) => {
    const found = { ...hold, scope };
    expect(findHold(event, [found])).toBe(found);
    expect(findHold(event, [{ ...found, releasedAt: "2026-11-03T10:00:00.000Z" }])).toBeUndefined();
  },
);

test.each([{ event: "evt_02" }, { source: "suki" }])("an event is not kept by a hold on %o", (scope) => {
  expect(findHold(event, [{ ...hold, scope }])).toBeUndefined();
});

test("a payload is kept as long as its source says, or else the gateway", () => {
  const retention = { payloadDays: 30, metadataDays: 400, auditDays: 2192, sources: [] };
  expect(keptUntil(event, retention).toISOString()).toBe("2026-12-02T10:00:00.000Z");
  const own = { ...retention, sources: [{ source: "nabla", payloadDays: 3 }] };
  expect(keptUntil(event, own).toISOString()).toBe("2026-11-05T10:00:00.000Z");
});
