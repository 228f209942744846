import { setTimeout as pause } from "node:timers/promises";
import { monotonicMs } from "./monotonic-ms.ts";
import { errorFields } from "./observe/error-fields.ts";
import type { Log } from "./observe/log.ts";
import type { LiveSourceTable } from "./receive/live-source-table.ts";
import type { Store } from "./store/store.ts";

/** Two small queries a second: a source that was added through another gateway is found as soon as somebody can use it. */
const LOOK_EVERY_MS = 1000;

export interface OtherGatewaysOptions {
  readonly store: Pick<Store, "isShared" | "keys">;
  readonly table: Pick<LiveSourceTable, "refresh">;
  readonly log: Log;
}

/**
 * Takes on what other gateways of the same database have changed: the configuration and the master key. Nothing rests on
 * how soon it does. A request that is stored asserts the configuration's version, and one that is refused asks for it; but a
 * path of a source that was added elsewhere is found by this look alone.
 */
export class OtherGateways {
  readonly #options: OtherGatewaysOptions;
  readonly #closing = new AbortController();
  readonly #running: Promise<void>;
  #failingSince: number | undefined;

  constructor(options: OtherGatewaysOptions) {
    this.#options = options;
    this.#running = options.store.isShared ? this.#run() : Promise.resolve();
  }

  /** Looks now. Never rejects. */
  async look(): Promise<void> {
    const { store, table, log } = this.#options;
    try {
      // In this order: a configuration may be sealed under keys that need the new master key.
      await store.keys.follow();
      await table.refresh();
      if (this.#failingSince !== undefined) {
        log("others_followed", { durationMs: Math.round(monotonicMs() - this.#failingSince) });
      }
      this.#failingSince = undefined;
    } catch (error) {
      if (this.#failingSince === undefined && !this.#closing.signal.aborted) {
        log("others_unknown", errorFields(error));
      }
      this.#failingSince ??= monotonicMs();
    }
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      await pause(LOOK_EVERY_MS, undefined, { signal, ref: false }).catch(() => {});
      if (!signal.aborted) await this.look();
    }
  }
}
