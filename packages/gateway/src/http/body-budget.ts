/** Counts the bytes of all bodies in memory, so that many large requests at once end in 503 and not in a crash. */
export class BodyBudget {
  readonly #maxBytes: number;
  #inFlight = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get bytesInFlight(): number {
    return this.#inFlight;
  }

  /** True when so many more bytes would fit now. Reserves nothing. */
  hasRoomFor(bytes: number): boolean {
    return this.#inFlight + bytes <= this.#maxBytes;
  }

  /** Reserves the bytes, or returns false and reserves nothing. */
  take(bytes: number): boolean {
    if (!this.hasRoomFor(bytes)) return false;
    this.#inFlight += bytes;
    return true;
  }

  /** Gives back bytes that were taken. */
  release(bytes: number): void {
    this.#inFlight -= bytes;
  }
}
