import type { WakeKind } from "./store/wake-channel.ts";

/** Who is to be woken by what other gateways tell. Parts join as they are made; whoever is told before hears nothing. */
export class WakeCalls {
  readonly #calls = new Map<WakeKind, (() => void)[]>();

  on(kind: WakeKind, call: () => void): void {
    this.#calls.set(kind, [...(this.#calls.get(kind) ?? []), call]);
  }

  wake(kind: WakeKind): void {
    for (const call of this.#calls.get(kind) ?? []) call();
  }
}
