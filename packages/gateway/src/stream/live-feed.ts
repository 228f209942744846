/** What became of one attempt, as it happened here. */
export interface DeliveryNews {
  readonly organizationId: number;
  readonly deliveryId: string;
  readonly eventId: string;
  readonly endpoint: string;
  readonly outcome: "delivered" | "retrying" | "failed";
  readonly attempt: number;
  /** `delivered`, or why not, as a code. */
  readonly result: string;
  readonly status: number | undefined;
  readonly at: number;
}

/** News that wait for one reader; a reader that is this far behind is cut off. */
const MAX_WAITING_NEWS = 256;

/** One reader's view of the feed. */
export interface LiveSubscription {
  /** True once news were lost, because they were not taken in time. */
  readonly isOverrun: boolean;
  /** The news since the last call, oldest first. */
  take(): readonly DeliveryNews[];
  /** Resolves with the next news or commit, after `maxMs` at the latest, and at once when `signal` is aborted. */
  next(maxMs: number, signal: AbortSignal): Promise<void>;
  close(): void;
}

/** Wakes those who follow what happens, and passes on what the store does not keep in order: the outcomes of attempts. */
export class LiveFeed {
  readonly #readers = new Set<Reader>();

  subscribe(organizationId: number): LiveSubscription {
    const reader = new Reader(organizationId, () => this.#readers.delete(reader));
    this.#readers.add(reader);
    return reader;
  }

  /** Something was committed that readers look up in the store. */
  wake(): void {
    for (const reader of this.#readers) reader.wake();
  }

  delivery(news: DeliveryNews): void {
    for (const reader of this.#readers) {
      if (reader.organizationId === news.organizationId) reader.add(news);
    }
  }
}

class Reader implements LiveSubscription {
  readonly organizationId: number;
  readonly close: () => void;
  isOverrun = false;
  #news: DeliveryNews[] = [];
  #isAwake = false;
  #onWake: (() => void) | undefined;

  constructor(organizationId: number, close: () => void) {
    this.organizationId = organizationId;
    this.close = close;
  }

  add(news: DeliveryNews): void {
    if (this.#news.length === MAX_WAITING_NEWS) this.isOverrun = true;
    else this.#news.push(news);
    this.wake();
  }

  wake(): void {
    this.#isAwake = true;
    this.#onWake?.();
  }

  take(): readonly DeliveryNews[] {
    const news = this.#news;
    this.#news = [];
    return news;
  }

  async next(maxMs: number, signal: AbortSignal): Promise<void> {
    if (!this.#isAwake && !signal.aborted) await this.#sleep(maxMs, signal);
    this.#isAwake = false;
  }

  #sleep(maxMs: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#onWake?.(), maxMs);
      const onAbort = (): void => this.#onWake?.();
      this.#onWake = (): void => {
        clearTimeout(timer);
        signal.removeEventListener("abort", onAbort);
        this.#onWake = undefined;
        resolve();
      };
      signal.addEventListener("abort", onAbort);
    });
  }
}
