import { expect, test } from "vitest";
import { refreshEndpointGauges } from "../../src/observe/endpoint-gauges.ts";
import { createMetrics } from "../../src/observe/metrics.ts";
import type { EndpointState } from "../../src/store/delivering.ts";
import { endpointState } from "../support/endpoint-state.ts";

const NOW = 1_000_000;

async function shown(states: readonly EndpointState[], metrics = createMetrics()): Promise<string> {
  await refreshEndpointGauges(metrics, { endpointStates: () => Promise.resolve(states) }, NOW);
  return metrics.registry.metrics();
}

test("the gauges of endpoints show circuit, backlog and age of the enabled ones", async () => {
  const text = await shown([
    endpointState({ circuit: "open", pending: 3, oldestPendingAt: NOW - 1500 }),
    endpointState({ endpointName: "lake", circuit: "half_open" }),
    endpointState({ endpointName: "gone", isEnabled: false, pending: 9 }),
  ]);
  expect(text).toContain('countersign_endpoint_circuit{organization="northside",endpoint="ehr"} 2');
  expect(text).toContain('countersign_endpoint_circuit{organization="northside",endpoint="lake"} 1');
  expect(text).toContain('countersign_endpoint_pending{organization="northside",endpoint="ehr"} 3');
  expect(text).toContain(
    'countersign_endpoint_oldest_pending_seconds{organization="northside",endpoint="ehr"} 1.5',
  );
  expect(text).not.toContain('endpoint="gone"');
});

test("the age of a backlog that was worked off is not shown any more", async () => {
  const metrics = createMetrics();
  await shown([endpointState({ pending: 1, oldestPendingAt: 0 })], metrics);
  expect(await shown([endpointState({})], metrics)).not.toContain("oldest_pending_seconds{");
});

test("the gauges stay as they are while the store cannot tell", async () => {
  const metrics = createMetrics();
  await shown([endpointState({ pending: 4 })], metrics);
  const store = { endpointStates: () => Promise.reject(new Error("no store")) };
  await refreshEndpointGauges(metrics, store, NOW);
  expect(await metrics.registry.metrics()).toContain('endpoint="ehr"} 4');
});
