import type { Configuration } from "../config/configuration.ts";
import type { Log } from "../observe/log.ts";
import type { Metrics } from "../observe/metrics.ts";
import { buildSourceTable } from "./source-table.ts";
import type { SourceTable } from "./source-table.ts";

export interface LiveSourceTableOptions {
  readonly loadConfiguration: () => Promise<Configuration>;
  readonly log: Log;
  readonly metrics: Metrics;
}

/** The source table of the moment. Requests that have begun keep the table they began with. */
export class LiveSourceTable {
  readonly #options: LiveSourceTableOptions;
  #current: SourceTable = new Map();
  #loading: Promise<void> | undefined;
  #isOutdated = false;

  constructor(options: LiveSourceTableOptions) {
    this.#options = options;
  }

  get current(): SourceTable {
    return this.#current;
  }

  /**
   * Loads the configuration as of now or later and swaps the table. Many calls at once share a load, but never one that
   * began before the call: it might miss the change that the caller knows of.
   */
  reload(): Promise<void> {
    if (this.#loading === undefined) {
      this.#loading = this.#load();
      return this.#loading;
    }
    this.#isOutdated = true;
    return this.#loading;
  }

  async #load(): Promise<void> {
    try {
      do {
        this.#isOutdated = false;
        const startedAt = performance.now();
        this.#current = buildSourceTable(await this.#options.loadConfiguration(), this.#options);
        const durationMs = Math.round(performance.now() - startedAt);
        this.#options.log("configuration_loaded", { count: this.#current.size, durationMs });
      } while (this.#isOutdated);
    } finally {
      this.#loading = undefined;
    }
  }
}
