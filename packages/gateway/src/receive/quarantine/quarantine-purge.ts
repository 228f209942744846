import type { Store } from "../../store/store.ts";
import { quarantineDefaults } from "../../config/quarantine-defaults.ts";
import type { LiveSourceTable } from "../live-source-table.ts";
import { quarantineRoom } from "./quarantine-room.ts";

/** A source that receives sees to its own room; this is for those that are silent. */
const PURGE_EVERY_MS = 10 * 60_000;

/** One transaction: about the time of a commit of events. */
const ITEMS_PER_PURGE = 200;

export interface QuarantinePurgeOptions {
  readonly store: Pick<Store, "quarantine">;
  readonly table: LiveSourceTable;
}

/** Deletes what has become too old, from the start on and every ten minutes. */
export class QuarantinePurge {
  readonly #options: QuarantinePurgeOptions;
  readonly #timer: NodeJS.Timeout;
  #running: Promise<void> | undefined;
  #isClosed = false;

  constructor(options: QuarantinePurgeOptions) {
    this.#options = options;
    this.#timer = setInterval(() => this.#start(), PURGE_EVERY_MS);
    this.#timer.unref();
    this.#start();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#timer);
    await this.#running;
  }

  #start(): void {
    // A purge that fails is not lost: the next one takes what this one left.
    this.#running ??= this.#run()
      .catch(() => {})
      .finally(() => {
        this.#running = undefined;
      });
  }

  async #run(): Promise<void> {
    const { store, table } = this.#options;
    const sources = [...table.current.values()].flatMap((group) => group.all);
    const rooms = sources.flatMap(({ source }) => quarantineRoom(source) ?? []);
    const purge = { rooms, maxAgeMs: quarantineDefaults.maxAgeMs, limit: ITEMS_PER_PURGE };
    while (!this.#isClosed && (await store.quarantine.purge(purge)) === ITEMS_PER_PURGE);
  }
}
