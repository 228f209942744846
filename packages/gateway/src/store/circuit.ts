/** What the store keeps about an endpoint's circuit. */
export interface CircuitState {
  /** Failed attempts in a row. */
  readonly failures: number;
  /** Null: closed. Otherwise nothing is claimed before this time, and one delivery at a time after it. */
  readonly openUntil: number | null;
  /** How often it has opened since it was closed. */
  readonly pauses: number;
}

/** What an attempt tells about its endpoint. */
export type CircuitSign =
  | { readonly kind: "works" }
  | {
      readonly kind: "fails";
      /** Failures in a row that open the circuit; 0: it never opens. */
      readonly opensAfter: number;
      readonly pauseMs: number;
      readonly maxPauseMs: number;
      /** The pause is multiplied by it, so that many endpoints of one host are not tried all at once. */
      readonly jitter: number;
    };

export interface CircuitChange {
  /** `reopened`: the delivery that was tried after the pause failed as well. */
  readonly kind: "opened" | "reopened" | "closed";
  /** Failed attempts in a row until now. */
  readonly failures: number;
  /** How long nothing is claimed; 0 when it closed. */
  readonly pauseMs: number;
}

/** Longer than any pause: an hour and its jitter. What seems to last longer is left from a clock that was ahead. */
export const MAX_CIRCUIT_PAUSE_MS = 2 * 3_600_000;

/** The circuit after an attempt that ended at `endedAt`, and what changed. */
export function nextCircuit(
  state: CircuitState,
  sign: CircuitSign,
  endedAt: number,
): { readonly state: CircuitState; readonly change?: CircuitChange } {
  if (sign.kind === "works") {
    const closed = { failures: 0, openUntil: null, pauses: 0 };
    if (state.openUntil === null) return { state: closed };
    return { state: closed, change: { kind: "closed", failures: state.failures, pauseMs: 0 } };
  }
  const failures = state.failures + 1;
  const isClosed = state.openUntil === null;
  const opens = isClosed
    ? sign.opensAfter > 0 && failures >= sign.opensAfter
    : isPauseOver(state.openUntil, endedAt);
  // Attempts that were under way when it opened end while it is open: they say nothing new.
  if (!opens) return { state: { ...state, failures } };
  const fullPauseMs = Math.min(sign.maxPauseMs, sign.pauseMs * 2 ** state.pauses);
  const pauseMs = Math.round(fullPauseMs * sign.jitter);
  return {
    state: { failures, openUntil: endedAt + pauseMs, pauses: state.pauses + 1 },
    change: { kind: isClosed ? "opened" : "reopened", failures, pauseMs },
  };
}

/** Whether one delivery may be tried. */
export function isPauseOver(openUntil: number, now: number): boolean {
  return openUntil <= now || openUntil > now + MAX_CIRCUIT_PAUSE_MS;
}
