import type { EndpointState } from "../../src/store/delivering.ts";

/** How an endpoint is of which nothing is wrong, but for these. */
export function endpointState(change: Partial<EndpointState> = {}): EndpointState {
  return {
    organizationId: 1,
    organizationName: "northside",
    endpointId: 1,
    endpointName: "ehr",
    isEnabled: true,
    pending: 0,
    inFlight: 0,
    failed: 0,
    held: 0,
    circuit: "closed",
    consecutiveFailures: 0,
    ...change,
  };
}
