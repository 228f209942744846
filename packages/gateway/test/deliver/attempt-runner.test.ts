import { expect, test } from "vitest";
import { AttemptReport } from "../../src/deliver/attempt-report.ts";
import { AttemptRunner } from "../../src/deliver/attempt-runner.ts";
import type { ReadyEndpoint } from "../../src/deliver/endpoint-table.ts";
import { createMetrics } from "../../src/observe/metrics.ts";
import type { ClaimedDelivery } from "../../src/store/delivering.ts";
import { endpointDocument } from "./support/documents.ts";
import { storedEvent } from "./support/stored-event.ts";

const NOW = 1_000_000;

function claimedDelivery(number: number, leaseUntil: number): ClaimedDelivery {
  const ids = {
    deliveryId: `dlv_${number}`,
    organizationId: 1,
    endpointId: 1,
    token: 1,
    attempt: 1,
    refusals: 0,
  };
  return { ...ids, event: { ...storedEvent, bodyBytes: 0, body: new Uint8Array() }, leaseUntil };
}

/** It cannot be used, so every attempt ends at once. */
function readyEndpoint(): ReadyEndpoint {
  const document = endpointDocument({ url: "https://receiver.test/", attemptTimeoutMs: 5000 });
  return {
    organizationId: 1,
    organizationName: "northside",
    configVersion: 1,
    endpoint: { ...document, id: 1, isEnabled: true, secrets: [] },
    activeHours: undefined,
    sender: undefined,
  };
}

test("every attempt of many is recorded once, counted, and frees its slot", async () => {
  const recorded: string[] = [];
  const metrics = createMetrics();
  const runner = new AttemptRunner({
    store: {
      record: ({ deliveryId }) => {
        recorded.push(deliveryId);
        return Promise.resolve({ isFenced: false });
      },
    },
    report: new AttemptReport(() => {}, metrics),
    now: () => NOW,
    random: () => 0.5,
    onSlotFreed: () => {},
  });
  const deliveries = Array.from({ length: 300 }, (_, number) => claimedDelivery(number, NOW + 60_000));
  for (const delivery of deliveries) runner.begin(delivery, readyEndpoint());
  expect(runner.inFlight.attempts).toBe(300);
  await runner.allEnded();
  expect(runner.inFlight).toEqual({ attempts: 0, unrecorded: 0, bytes: 0 });
  expect(runner.underWay(1)).toBe(0);
  expect(recorded.toSorted()).toEqual(deliveries.map(({ deliveryId }) => deliveryId).toSorted());
  await new Promise((resolve) => setImmediate(resolve));
  const { values } = await metrics.attempts.get();
  expect(values.reduce((sum, { value }) => sum + value, 0)).toBe(300);
  expect((await metrics.attemptsInFlight.get()).values).toMatchObject([{ value: 0 }]);
});

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
  runner.begin(claimedDelivery(1, NOW + 4999), readyEndpoint());
  expect(runner.inFlight).toEqual({ attempts: 0, unrecorded: 0, bytes: 0 });
  expect(events).toEqual(["lease_lost"]);
});
