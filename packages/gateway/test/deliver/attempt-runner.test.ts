import { expect, test } from "vitest";
import { AttemptReport } from "../../src/deliver/attempt-report.ts";
import { AttemptRunner } from "../../src/deliver/attempt-runner.ts";
import type { ReadyEndpoint } from "../../src/deliver/endpoint-table.ts";
import { createMetrics } from "../../src/observe/metrics.ts";
import { endpointDocument } from "./support/documents.ts";

const NOW = 1_000_000;

test("an attempt that could outlive its lease is not begun, so that nobody is sent a delivery twice", () => {
  const events: string[] = [];
  const metrics = createMetrics();
  const runner = new AttemptRunner({
    store: { record: () => Promise.reject(new Error("nothing is to be recorded")) },
    report: new AttemptReport((event) => void events.push(event), metrics),
    now: () => NOW,
    random: () => 0.5,
    onSlotFreed: () => {},
  });
  const document = endpointDocument({ url: "https://receiver.test/", attemptTimeoutMs: 5000 });
  const endpoint: ReadyEndpoint = {
    organizationId: 1,
    organizationName: "northside",
    configVersion: 1,
    endpoint: { ...document, id: 1, isEnabled: true, secrets: [] },
    activeHours: undefined,
    sender: undefined,
  };
  const event = {
    eventId: "evt_1",
    position: 1,
    organizationId: 1,
    sourceId: 1,
    sourceName: "notes",
    eventType: "note.ready",
    receivedAt: NOW,
    bodyBytes: 0,
    duplicates: 0,
    isRepeat: false,
    isPayloadUnreadable: false,
    rawHeaders: [],
    body: new Uint8Array(),
  };
  const ids = { deliveryId: "dlv_1", organizationId: 1, endpointId: 1, token: 1, attempt: 1, refusals: 0 };
  runner.begin({ ...ids, event, leaseUntil: NOW + 4999 }, endpoint);
  expect(runner.inFlight).toEqual({ attempts: 0, unrecorded: 0, bytes: 0 });
  expect(events).toEqual(["lease_lost"]);
});
