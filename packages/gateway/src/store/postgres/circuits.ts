import { nextCircuit } from "../circuit.ts";
import type { CircuitChange, CircuitSign, CircuitState } from "../circuit.ts";
import { numberList } from "./number-list.ts";
import type { Value } from "./query.ts";

/** The circuits that one transaction changes, beginning with what the locked rows say. */
export class Circuits {
  readonly #before: ReadonlyMap<number, CircuitState>;
  readonly #noted = new Map<number, CircuitState>();

  constructor(before: ReadonlyMap<number, CircuitState>) {
    this.#before = before;
  }

  /** Takes in what one attempt told of its endpoint. Gives what changed by it. */
  note(endpointId: number, sign: CircuitSign, endedAt: number): CircuitChange | undefined {
    const before = this.#noted.get(endpointId) ?? this.#before.get(endpointId);
    if (before === undefined) throw new Error(`there is no endpoint ${endpointId}`);
    const { state, change } = nextCircuit(before, sign, endedAt);
    this.#noted.set(endpointId, state);
    return change;
  }

  /** For the endpoints, in order: failures, until when it is open, and pauses. */
  values(endpointIds: readonly number[]): readonly Value[] {
    const states = endpointIds.map((id) => this.#noted.get(id) ?? this.#before.get(id));
    return [
      numberList(states.map((state) => state?.failures ?? 0)),
      numberList(states.map((state) => state?.openUntil ?? null)),
      numberList(states.map((state) => state?.pauses ?? 0)),
    ];
  }
}
