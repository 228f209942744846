import { GatewayError } from "../errors.ts";
import { LateAnswer } from "../within-time.ts";
import { AnswerTimes } from "./answer-times.ts";

/** The writer works on one batch while the next one fills and travels to it; a third would only wait. */
const MAX_BATCHES_IN_FLIGHT = 2;

/** Several times a usual commit. A batch that takes longer, behind a lock perhaps, is no reason to wait. */
const PATIENCE_MS = 50;

/** Beyond this, one transaction holds up all others for too long (about 20 ms of rows). */
const MAX_ITEMS_PER_BATCH = 512;

/** Bodies are copied into the blob and sealed in one piece; this bounds that pause. A larger item goes alone. */
const MAX_BYTES_PER_BATCH = 8 * 1024 * 1024;

export interface GroupCommitOptions<Item, Answer> {
  /** Commits the items and gives one answer each, in order. An `Error` as an answer rejects that item alone. */
  readonly commit: (items: readonly Item[]) => Promise<readonly (Answer | Error)[]>;
  /** About how many bytes the item adds to its batch. */
  readonly bytesOf: (item: Item) => number;
  /** In how many milliseconds each item has its answer, and be it that there is none. Default: as long as it takes. */
  readonly maxWaitMs?: number;
}

interface Waiting<Item, Answer> {
  readonly item: Item;
  readonly bytes: number;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Lets all items of one event-loop turn or more share a transaction. When a batch fails, all of its items are rejected; the
 * next batch is tried as if nothing had happened.
 */
export class GroupCommit<Item, Answer> {
  readonly #options: GroupCommitOptions<Item, Answer>;
  readonly #waiting: Waiting<Item, Answer>[] = [];
  readonly #times: AnswerTimes<Waiting<Item, Answer>> | undefined;
  #inFlight = 0;
  #itemsInFlight = 0;
  /** When the last batch was, by a clock that does not jump. */
  #handedOverAt = 0;
  #isScheduled = false;
  #isClosed = false;
  #onIdle: (() => void) | undefined;

  constructor(options: GroupCommitOptions<Item, Answer>) {
    this.#options = options;
    const { maxWaitMs } = options;
    if (maxWaitMs !== undefined) {
      this.#times = new AnswerTimes({ maxWaitMs, onLate: (waiting) => this.#giveUp(waiting) });
    }
  }

  /** Resolves after the item's transaction is durable. One that was given up may still be stored, if it was under way. */
  add(item: Item): Promise<Answer> {
    if (this.#isClosed) {
      return Promise.reject(new GatewayError("store_unavailable", "the store is closed"));
    }
    return new Promise((resolve, reject) => {
      const waiting = { item, bytes: this.#options.bytesOf(item), resolve, reject };
      this.#waiting.push(waiting);
      this.#times?.begin(waiting);
      this.#schedule();
    });
  }

  /** Refuses further items and resolves when everything accepted so far has been answered. */
  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#waiting.length === 0 && this.#inFlight === 0) return;
    await new Promise<void>((resolve) => {
      this.#onIdle = resolve;
    });
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      this.#start();
    });
  }

  #start(): void {
    while (this.#isTimeForABatch()) {
      const batch = this.#takeBatch();
      this.#inFlight += 1;
      this.#itemsInFlight += batch.length;
      this.#handedOverAt = performance.now();
      void this.#run(batch);
    }
  }

  /**
   * A second batch waits until it is as large as the one under way, or that one is done or late. Handed over at once, two batches
   * hold a third each of all who send one request after the other, while the last third is being answered: half as many
   * commits again for the same work.
   */
  #isTimeForABatch(): boolean {
    const count = this.#waiting.length;
    if (count === 0 || this.#inFlight === MAX_BATCHES_IN_FLIGHT) return false;
    return count >= this.#itemsInFlight || performance.now() - this.#handedOverAt > PATIENCE_MS;
  }

  #takeBatch(): readonly Waiting<Item, Answer>[] {
    let count = 0;
    let bytes = 0;
    for (const waiting of this.#waiting) {
      bytes += waiting.bytes;
      if (count === MAX_ITEMS_PER_BATCH || (count > 0 && bytes > MAX_BYTES_PER_BATCH)) break;
      count += 1;
    }
    return this.#waiting.splice(0, count);
  }

  async #run(batch: readonly Waiting<Item, Answer>[]): Promise<void> {
    const outcome = await this.#commit(batch);
    this.#inFlight -= 1;
    this.#itemsInFlight -= batch.length;
    // The writer must not wait for our callers: hand over the next batch before answering this one.
    this.#start();
    batch.forEach((waiting, index) => {
      this.#times?.end(waiting);
      settle(waiting, outcome instanceof Error ? outcome : outcome[index]);
    });
    if (this.#inFlight === 0 && this.#waiting.length === 0) this.#onIdle?.();
  }

  /** What has not been handed over yet never is: nobody waits for it any more. */
  #giveUp(waiting: Waiting<Item, Answer>): void {
    const index = this.#waiting.indexOf(waiting);
    if (index !== -1) this.#waiting.splice(index, 1);
    waiting.reject(new LateAnswer());
  }

  async #commit(batch: readonly Waiting<Item, Answer>[]): Promise<readonly (Answer | Error)[] | Error> {
    try {
      return await this.#options.commit(batch.map((waiting) => waiting.item));
    } catch (error) {
      if (error instanceof GatewayError) return error;
      return new GatewayError("store_unavailable", "the batch could not be committed", { cause: error });
    }
  }
}

function settle<Item, Answer>(waiting: Waiting<Item, Answer>, answer: Answer | Error | undefined): void {
  if (answer === undefined)
    waiting.reject(new GatewayError("store_unavailable", "the engine gave no answer"));
  else if (answer instanceof Error) waiting.reject(answer);
  else waiting.resolve(answer);
}
