export interface AnswerTimesOptions<Item> {
  /** The same for every item, in milliseconds. */
  readonly maxWaitMs: number;
  /** Called once for each item that is not done by then. */
  readonly onLate: (item: Item) => void;
}

/** Watches that items are done in time. One timer for all: they are many, and nearly all are done. */
export class AnswerTimes<Item> {
  readonly #options: AnswerTimesOptions<Item>;
  /** Until when, oldest first. */
  readonly #endings = new Map<Item, number>();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: AnswerTimesOptions<Item>) {
    this.#options = options;
  }

  begin(item: Item): void {
    const { maxWaitMs } = this.#options;
    this.#endings.set(item, performance.now() + maxWaitMs);
    this.#timer ??= setTimeout(() => this.#look(), maxWaitMs);
  }

  end(item: Item): void {
    this.#endings.delete(item);
    if (this.#endings.size > 0) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #look(): void {
    this.#timer = undefined;
    const now = performance.now();
    for (const [item, endsAt] of this.#endings) {
      if (endsAt > now) {
        this.#timer = setTimeout(() => this.#look(), endsAt - now);
        return;
      }
      this.#endings.delete(item);
      this.#options.onLate(item);
    }
  }
}
