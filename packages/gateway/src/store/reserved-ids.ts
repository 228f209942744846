import type { Engine, IdSequence } from "./engine.ts";

/** Hands out row ids from blocks, so that a seal can be bound to its row before the row is written. */
export class ReservedIds {
  readonly #engine: Pick<Engine, "reserveIds">;
  readonly #sequence: IdSequence;
  readonly #blockSize: number;
  #next = 0;
  #end = 0;
  #refilling: Promise<void> | undefined;

  /** @param blockSize ids taken from the database at once; a restart leaves the rest of a block unused. */
  constructor(engine: Pick<Engine, "reserveIds">, sequence: IdSequence, blockSize: number) {
    this.#engine = engine;
    this.#sequence = sequence;
    this.#blockSize = blockSize;
  }

  async take(): Promise<number> {
    while (this.#next === this.#end) {
      this.#refilling ??= this.#refill();
      await this.#refilling;
    }
    this.#next += 1;
    return this.#next - 1;
  }

  async #refill(): Promise<void> {
    try {
      const first = await this.#engine.reserveIds(this.#sequence, this.#blockSize);
      this.#next = first;
      this.#end = first + this.#blockSize;
    } finally {
      this.#refilling = undefined;
    }
  }
}
