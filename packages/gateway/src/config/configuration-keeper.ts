import { GatewayError } from "../errors.ts";
import { errorFields } from "../observe/error-fields.ts";
import type { Log } from "../observe/log.ts";
import type { Metrics } from "../observe/metrics.ts";
import type { Store } from "../store/store.ts";
import { ConfigurationError } from "./file/configuration-error.ts";
import { readConfigurationFile } from "./file/read-configuration-file.ts";
import type { ReadConfiguration } from "./file/read-configuration.ts";

export interface ConfigurationKeeperOptions {
  readonly file: string;
  /** For `env:` references. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly allowInsecureEndpoints: boolean;
  readonly log: Log;
  readonly metrics: Metrics;
}

/** So many places are named when a file holds many literal secrets. */
const MAX_LITERAL_WARNINGS = 10;

/** Reads the configuration file and brings it into the store. A file with problems changes nothing. */
export class ConfigurationKeeper {
  readonly #options: ConfigurationKeeperOptions;

  constructor(options: ConfigurationKeeperOptions) {
    this.#options = options;
  }

  /**
   * The file's content, checked. Nothing is applied yet.
   *
   * @throws ConfigurationError, or GatewayError `configuration_unreadable`
   */
  async read(): Promise<ReadConfiguration> {
    const { file, environment, allowInsecureEndpoints } = this.#options;
    return await readConfigurationFile(file, { environment, allowInsecureEndpoints });
  }

  /** Makes the store's file-managed resources equal to what was read, in one transaction. */
  async apply(read: ReadConfiguration, store: Pick<Store, "applyConfiguration">): Promise<void> {
    const { log, metrics } = this.#options;
    for (const { line, column } of read.literalSecrets.slice(0, MAX_LITERAL_WARNINGS)) {
      log("literal_secret", { line, column });
    }
    const startedAt = performance.now();
    const { changedOrganizations } = await store.applyConfiguration(read.document);
    const durationMs = Math.round(performance.now() - startedAt);
    log("configuration_applied", { count: changedOrganizations.length, durationMs });
    metrics.configurationReloads.labels({ result: "applied" }).inc();
  }

  /** Logs why a file was not applied: codes and places, never its content. */
  noteRejection(error: unknown): void {
    const { log, metrics } = this.#options;
    metrics.configurationReloads.labels({ result: "rejected" }).inc();
    const problems = error instanceof ConfigurationError ? error.problems : [];
    for (const { code, line, column } of problems) log("configuration_problem", { code, line, column });
    const code = error instanceof GatewayError ? error.code : "internal_error";
    log("configuration_rejected", { code, count: problems.length, ...errorFields(error) });
  }
}
