import type { ConfigurationKeeper } from "./config/configuration-keeper.ts";
import type { Dispatcher } from "./deliver/dispatcher.ts";
import type { Gateway, GatewaySource } from "./gateway.ts";
import type { HttpServer } from "./http/http-server.ts";
import type { TlsPair } from "./http/tls-pair.ts";
import { errorFields } from "./observe/error-fields.ts";
import type { Log } from "./observe/log.ts";
import type { LiveSourceTable } from "./receive/live-source-table.ts";
import type { Store } from "./store/store.ts";

/** The parts of a started gateway that reloading and stopping need. */
export interface GatewayParts {
  readonly store: Store;
  readonly table: LiveSourceTable;
  /** Absent on a gateway that does not deliver. */
  readonly dispatcher: Dispatcher | undefined;
  readonly server: HttpServer;
  readonly admin: HttpServer | undefined;
  readonly api: { close(): Promise<void> };
  /** What works beside requests and deliveries, closed before the store in this order. */
  readonly background: readonly { close(): Promise<void> }[];
  /** Present while there is neither API key nor user. */
  readonly setupCode: string | undefined;
  /** Absent when the gateway was started without a configuration file. */
  readonly keeper: ConfigurationKeeper | undefined;
  /** The pair as it stands in its files now; undefined where plain HTTP is served. */
  readonly readTlsPair: () => Promise<TlsPair | undefined>;
  /** Aborted at the beginning of a stop: from then on the gateway is not ready. */
  readonly stopping: AbortController;
  /** Called when the configuration file was read anew. */
  readonly onConfigurationChanged: () => void;
  readonly stopTimeoutMs: number;
  readonly log: Log;
}

/** A started gateway: how it is reloaded and stopped. */
export class RunningGateway implements Gateway {
  readonly url: string;
  declare readonly adminUrl?: string;
  declare readonly setupCode?: string;
  readonly failed: Promise<Error>;
  readonly #parts: GatewayParts;
  #reloading: Promise<void> = Promise.resolve();
  #stopping: Promise<void> | undefined;

  constructor(parts: GatewayParts) {
    this.#parts = parts;
    this.url = parts.server.url;
    if (parts.admin !== undefined) this.adminUrl = parts.admin.url;
    if (parts.setupCode !== undefined) this.setupCode = parts.setupCode;
    this.failed = parts.store.failed;
  }

  sources(): readonly GatewaySource[] {
    return [...this.#parts.table.current.values()]
      .flatMap((group) => group.all)
      .map(({ organization, source }) => ({
        organization: organization.name,
        name: source.name,
        scheme: source.scheme.id,
        method: source.method,
        url: `${this.url}${source.path}`,
      }));
  }

  /** One after another: a later file must not be overtaken by an earlier one. */
  reload(): Promise<void> {
    this.#reloading = this.#reloading.catch(() => {}).then(() => this.#reload());
    return this.#reloading;
  }

  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }

  async #reload(): Promise<void> {
    const { keeper, store, table, onConfigurationChanged } = this.#parts;
    await this.#reloadTlsPair();
    try {
      if (keeper !== undefined) await keeper.apply(await keeper.read(), store);
      await table.reload();
      onConfigurationChanged();
    } catch (error) {
      keeper?.noteRejection(error);
      throw error;
    }
  }

  /** A bad pair is logged and the old one stays: it must not keep a good configuration file from being read. */
  async #reloadTlsPair(): Promise<void> {
    const { readTlsPair, server, admin, log } = this.#parts;
    try {
      const pair = await readTlsPair();
      if (pair === undefined) return;
      server.useTlsPair(pair);
      admin?.useTlsPair(pair);
      log("certificate_loaded", {});
    } catch (error) {
      log("certificate_rejected", errorFields(error));
    }
  }

  async #stop(): Promise<void> {
    const { stopping, server, admin, api, background, dispatcher, store, stopTimeoutMs, log } = this.#parts;
    const startedAt = performance.now();
    stopping.abort();
    log("gateway_stopping", {});
    const [wasClean] = await Promise.all([server.close(stopTimeoutMs), dispatcher?.stop(stopTimeoutMs)]);
    if (!wasClean) log("stop_deadline_passed", {});
    // Metrics are served to the end.
    await admin?.close(0);
    await api.close();
    for (const part of background) await part.close();
    await store.close();
    log("gateway_stopped", { durationMs: Math.round(performance.now() - startedAt) });
  }
}
