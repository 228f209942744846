import { errorFields } from "../observe/error-fields.ts";
import type { Log } from "../observe/log.ts";

/** Probes cost a commit; orchestrators and load balancers ask often. */
const CACHE_MS = 1000;

export interface ReadinessOptions {
  /** Proves that commits work now, or rejects. */
  readonly probe: () => Promise<void>;
  readonly isStopping: () => boolean;
  /** Monotonic milliseconds. */
  readonly now: () => number;
  readonly log: Log;
}

/** Knows whether events can be stored now. Looks at most once a second, however many ask. */
export class Readiness {
  readonly #options: ReadinessOptions;
  #answer: Promise<boolean> | undefined;
  #askedAt = 0;
  #failingSince: number | undefined;

  constructor(options: ReadinessOptions) {
    this.#options = options;
  }

  /** False while commits fail and from the beginning of a stop. Never rejects. */
  async isReady(): Promise<boolean> {
    if (this.#options.isStopping()) return false;
    const now = this.#options.now();
    if (this.#answer === undefined || now - this.#askedAt >= CACHE_MS) {
      this.#askedAt = now;
      this.#answer = this.#probe();
    }
    return (await this.#answer) && !this.#options.isStopping();
  }

  async #probe(): Promise<boolean> {
    const { log, now, probe } = this.#options;
    try {
      await probe();
      if (this.#failingSince !== undefined) {
        log("store_recovered", { durationMs: Math.round(now() - this.#failingSince) });
      }
      this.#failingSince = undefined;
      return true;
    } catch (error) {
      if (this.#failingSince === undefined) {
        this.#failingSince = now();
        log("store_unavailable", errorFields(error));
      }
      return false;
    }
  }
}
