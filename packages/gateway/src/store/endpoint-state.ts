import { isPauseOver } from "./circuit.ts";
import type { EndpointStateRow } from "./engine.ts";
import type { EndpointState } from "./delivering.ts";

/** An endpoint's row as it is to be understood now. */
export function endpointState(row: EndpointStateRow, now: number): EndpointState {
  const { circuitOpenUntil, tokenDueAt, oldestPendingAt, ...plain } = row;
  const circuit =
    circuitOpenUntil === null ? "closed" : isPauseOver(circuitOpenUntil, now) ? "half_open" : "open";
  return {
    ...plain,
    circuit,
    ...(circuit === "open" && circuitOpenUntil !== null && { circuitOpenUntil }),
    ...(tokenDueAt !== null && tokenDueAt > now && { rateWaitsUntil: tokenDueAt }),
    ...(oldestPendingAt !== null && { oldestPendingAt }),
  };
}
