import { nextCircuit } from "../circuit.ts";
import type { CircuitChange, CircuitSign, CircuitState } from "../circuit.ts";
import type { Database } from "./driver.ts";
import { prepare } from "./query.ts";

/** The circuits that one transaction changes. */
export interface Circuits {
  /** Takes in what one attempt told of its endpoint. Gives what changed by it. */
  note(endpointId: number, sign: CircuitSign, endedAt: number): CircuitChange | undefined;
  /** Writes what was noted: once per endpoint, not per attempt. */
  finish(): void;
}

/** Keeps the circuits of endpoints, so that they hold whoever delivers. */
export function circuits(database: Database): () => Circuits {
  const read = prepare<CircuitState>(
    database,
    `SELECT consecutive_failures AS failures, circuit_open_until AS openUntil, circuit_pauses AS pauses
     FROM endpoint_state WHERE endpoint_id = ?`,
  );
  const write = prepare(
    database,
    `UPDATE endpoint_state SET consecutive_failures = ?, circuit_open_until = ?, circuit_pauses = ?
     WHERE endpoint_id = ?`,
  );
  return () => {
    const noted = new Map<number, CircuitState>();
    return {
      note(endpointId, sign, endedAt) {
        const before = noted.get(endpointId) ?? read.get(endpointId);
        if (before === undefined) throw new Error(`there is no endpoint ${endpointId}`);
        const { state, change } = nextCircuit(before, sign, endedAt);
        noted.set(endpointId, state);
        return change;
      },
      finish() {
        for (const [endpointId, { failures, openUntil, pauses }] of noted) {
          write.run(failures, openUntil, pauses, endpointId);
        }
      },
    };
  };
}
