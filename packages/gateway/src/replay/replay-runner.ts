import { errorFields } from "../observe/error-fields.ts";
import type { Log } from "../observe/log.ts";
import type { Store } from "../store/store.ts";

/** One transaction of this many deliveries takes a few milliseconds: what arrives meanwhile hardly notices. */
const MAX_DELIVERIES_PER_PIECE = 100;
const MAX_SCANNED_PER_PIECE = 2000;

/** Pieces follow each other at least this far apart, so that a job has no more than a share of the writer. */
const MIN_PAUSE_MS = 10;

/** Longest sleep while no job runs. */
const MAX_IDLE_MS = 5000;

/** The same where gateways share a store: finds jobs that another one started. */
const SHARED_MAX_IDLE_MS = 1000;

/** Pause after a failure of the store. */
const FAILURE_PAUSE_MS = 1000;

export interface ReplayRunnerOptions {
  readonly store: Pick<Store, "isShared"> & {
    readonly replays: Pick<Store["replays"], "work" | "onStarted">;
  };
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Works on the replays that run, a bounded piece at a time, until it is closed. Several gateways may do so at once: each
 * piece is done by one of them.
 */
export class ReplayRunner {
  readonly #options: ReplayRunnerOptions;
  readonly #unsubscribe: () => void;
  readonly #loop: Promise<void>;
  #isClosed = false;
  #isWoken = false;
  #wake: (() => void) | undefined;

  constructor(options: ReplayRunnerOptions) {
    this.#options = options;
    this.#unsubscribe = options.store.replays.onStarted(() => this.wake());
    this.#loop = this.#run();
  }

  /** Resolves when no piece is under way. What is unfinished goes on at the next start. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#unsubscribe();
    this.wake();
    await this.#loop;
  }

  /** Looks for jobs now. */
  wake(): void {
    this.#isWoken = true;
    this.#wake?.();
  }

  async #run(): Promise<void> {
    while (!this.#isClosed) {
      this.#isWoken = false;
      const pauseMs = await this.#work();
      if (!this.#isClosed && !this.#isWoken) await this.#sleep(pauseMs);
    }
  }

  /** Does one piece of each job; gives how long to rest. */
  async #work(): Promise<number> {
    const { store, log, now } = this.#options;
    const maxIdleMs = store.isShared ? SHARED_MAX_IDLE_MS : MAX_IDLE_MS;
    try {
      const bounds = { maxDeliveries: MAX_DELIVERIES_PER_PIECE, maxScanned: MAX_SCANNED_PER_PIECE };
      const next = await store.replays.work({ now: now(), ...bounds });
      if (next === undefined) return maxIdleMs;
      return Math.min(maxIdleMs, Math.max(MIN_PAUSE_MS, next.nextAt - now()));
    } catch (error) {
      if (!this.#isClosed) log("replaying_paused", { ...errorFields(error), retryInMs: FAILURE_PAUSE_MS });
      return FAILURE_PAUSE_MS;
    }
  }

  #sleep(pauseMs: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, pauseMs);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
