import type { EndpointState } from "../store/delivering.ts";
import type { Store } from "../store/store.ts";
import type { Metrics } from "./metrics.ts";

const MS_PER_SECOND = 1000;

const circuitValues = { closed: 0, half_open: 1, open: 2 } as const satisfies Readonly<
  Record<EndpointState["circuit"], number>
>;

/** Brings the gauges of endpoints up to date. While the store cannot tell, they keep what they showed last. */
export async function refreshEndpointGauges(
  metrics: Pick<Metrics, "endpointCircuit" | "endpointPending" | "endpointOldestPending">,
  store: Pick<Store, "endpointStates">,
  now: number,
): Promise<void> {
  const states = await store.endpointStates(now).catch(() => undefined);
  if (states === undefined) return;
  const { endpointCircuit, endpointPending, endpointOldestPending } = metrics;
  // Endpoints that are disabled meanwhile show nothing.
  for (const gauge of [endpointCircuit, endpointPending, endpointOldestPending]) gauge.reset();
  for (const state of states.filter(({ isEnabled }) => isEnabled)) {
    const labels = { organization: state.organizationName, endpoint: state.endpointName };
    endpointCircuit.set(labels, circuitValues[state.circuit]);
    endpointPending.set(labels, state.pending);
    if (state.oldestPendingAt === undefined) continue;
    endpointOldestPending.set(labels, Math.max(0, now - state.oldestPendingAt) / MS_PER_SECOND);
  }
}
