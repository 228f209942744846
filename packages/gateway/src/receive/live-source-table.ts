import type { Configuration } from "../config/configuration.ts";
import type { Log } from "../observe/log.ts";
import type { Metrics } from "../observe/metrics.ts";
import type { Store } from "../store/store.ts";
import { buildSourceTable } from "./source-table.ts";
import type { SourceTable } from "./source-table.ts";

export interface LiveSourceTableOptions {
  readonly store: Pick<Store, "isShared" | "loadConfiguration" | "configurationVersions">;
  readonly log: Log;
  readonly metrics: Metrics;
}

/** The source table of the moment. Requests that have begun keep the table they began with. */
export class LiveSourceTable {
  readonly #options: LiveSourceTableOptions;
  #current: SourceTable = new Map();
  #versions: ReadonlyMap<number, number> = new Map();
  #loading: Promise<void> | undefined;
  #isOutdated = false;
  #checking: Promise<void> | undefined;
  #nextCheck: Promise<void> | undefined;

  constructor(options: LiveSourceTableOptions) {
    this.#options = options;
  }

  get current(): SourceTable {
    return this.#current;
  }

  /** Whether other gateways change the configuration too, without a word to this one. */
  get isShared(): boolean {
    return this.#options.store.isShared;
  }

  /**
   * Asks whether the configuration is still the one of this table and loads it anew if it is not. Many calls at once share
   * a question, but never one that began before the call: a flood of requests that are to be refused costs the store one
   * small query at a time.
   */
  refresh(): Promise<void> {
    if (this.#checking === undefined) {
      this.#checking = this.#check().finally(() => {
        this.#checking = undefined;
      });
      return this.#checking;
    }
    this.#nextCheck ??= this.#checking
      .catch(() => {})
      .then(() => {
        this.#nextCheck = undefined;
        return this.refresh();
      });
    return this.#nextCheck;
  }

  async #check(): Promise<void> {
    const versions = await this.#options.store.configurationVersions();
    const isSame =
      versions.size === this.#versions.size &&
      [...versions].every(([id, version]) => this.#versions.get(id) === version);
    if (!isSame) await this.reload();
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
        const configuration = await this.#options.store.loadConfiguration();
        this.#current = buildSourceTable(configuration, this.#options);
        this.#versions = versionsOf(configuration);
        const durationMs = Math.round(performance.now() - startedAt);
        this.#options.log("configuration_loaded", { count: this.#current.size, durationMs });
      } while (this.#isOutdated);
    } finally {
      this.#loading = undefined;
    }
  }
}

function versionsOf({ organizations }: Configuration): ReadonlyMap<number, number> {
  return new Map(organizations.map(({ id, configVersion }) => [id, configVersion]));
}
