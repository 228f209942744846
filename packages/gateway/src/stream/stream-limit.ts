/** A person with the console and a terminal needs two. */
const MAX_PER_KEY = 5;

/** Counts the open streams of each API key. */
export class StreamLimit {
  readonly #open = new Map<number, number>();

  /** Counts one more until `signal` is aborted. False where the key has as many as it may have. */
  enter(keyId: number, signal: AbortSignal): boolean {
    const open = this.#open.get(keyId) ?? 0;
    if (open >= MAX_PER_KEY) return false;
    if (signal.aborted) return true;
    this.#open.set(keyId, open + 1);
    signal.addEventListener("abort", () => this.#leave(keyId), { once: true });
    return true;
  }

  #leave(keyId: number): void {
    const left = (this.#open.get(keyId) ?? 1) - 1;
    if (left > 0) this.#open.set(keyId, left);
    else this.#open.delete(keyId);
  }
}
