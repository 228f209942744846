import fc from "fast-check";
import { expect, test } from "vitest";
import { isPauseOver, nextCircuit } from "../../src/store/circuit.ts";
import type { CircuitSign, CircuitState } from "../../src/store/circuit.ts";

const FAILS = { kind: "fails", opensAfter: 3, pauseMs: 1000, maxPauseMs: 5000, jitter: 1 } as const;
const CLOSED: CircuitState = { failures: 0, openUntil: null, pauses: 0 };

test("a circuit that is turned off never opens", () => {
  const off: CircuitSign = { ...FAILS, opensAfter: 0 };
  let state = CLOSED;
  for (let index = 0; index < 1000; index += 1) ({ state } = nextCircuit(state, off, index));
  expect(state).toEqual({ failures: 1000, openUntil: null, pauses: 0 });
});

test("jitter stretches and shrinks the pause", () => {
  const pauses = [0.8, 1, 1.2].map(
    (jitter) => nextCircuit({ ...CLOSED, failures: 2 }, { ...FAILS, jitter }, 0).state.openUntil,
  );
  expect(pauses).toEqual([800, 1000, 1200]);
});

test("a circuit that was reopened a thousand times pauses no longer than allowed", () => {
  const { state } = nextCircuit({ failures: 2000, openUntil: 0, pauses: 1000 }, FAILS, 0);
  expect(state.openUntil).toBe(5000);
});

test("over any history it is open only after failures in a row, and one success closes it", () => {
  const steps = fc.array(fc.record({ works: fc.boolean(), afterMs: fc.integer({ min: 0, max: 4000 }) }));
  fc.assert(
    fc.property(steps, (history) => {
      let state = CLOSED;
      let now = 0;
      let inARow = 0;
      for (const { works, afterMs } of history) {
        now += afterMs;
        const wasOpen = state.openUntil !== null && !isPauseOver(state.openUntil, now);
        const before = state.openUntil;
        const { state: next, change } = nextCircuit(state, works ? { kind: "works" } : FAILS, now);
        inARow = works ? 0 : inARow + 1;
        expect(next.failures).toBe(inARow);
        expect(next.openUntil !== null).toBe(inARow >= FAILS.opensAfter);
        // Failures of attempts that were under way when it opened do not make the pause longer.
        const isLonger = next.openUntil !== before || change !== undefined;
        expect(wasOpen && !works && isLonger).toBe(false);
        state = next;
      }
    }),
  );
});
