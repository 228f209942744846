/** A person with the console and a terminal needs two. */
const MAX_PER_CALLER = 5;

/** Counts the open streams of each API key or user. */
export class StreamLimit {
  readonly #open = new Map<string, number>();

  /** Counts one more until `signal` is aborted. False where the caller has as many as it may have. */
  enter(callerId: string, signal: AbortSignal): boolean {
    const open = this.#open.get(callerId) ?? 0;
    if (open >= MAX_PER_CALLER) return false;
    if (signal.aborted) return true;
    this.#open.set(callerId, open + 1);
    signal.addEventListener("abort", () => this.#leave(callerId), { once: true });
    return true;
  }

  #leave(callerId: string): void {
    const left = (this.#open.get(callerId) ?? 1) - 1;
    if (left > 0) this.#open.set(callerId, left);
    else this.#open.delete(callerId);
  }
}
