import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { CrashWorld } from "../../crash/crash-world.ts";
import { writeCrashConfiguration } from "../../crash/crash-world.ts";
import { startGatewayProcess } from "../../support/gateway-process.ts";
import type { GatewayProcess } from "../../support/gateway-process.ts";
import { temporaryDirectory } from "../../support/temporary-directory.ts";
import type { TemporaryDirectory } from "../../support/temporary-directory.ts";
import { MASTER_KEY } from "./start-gateways.ts";

/** Leases are as short as they can be: what a dead gateway held is waited for. */
const ATTEMPT_TIMEOUT_MS = 1000;

export interface FleetOptions {
  readonly database: string;
  readonly world: CrashWorld;
  readonly urlOf: (endpoint: string) => string;
  readonly size: number;
  /** Further arguments of `serve`. */
  readonly flags?: readonly string[];
}

/** Several gateways as users run them, each a process with a data folder of its own, on one database. */
export class Fleet implements AsyncDisposable {
  readonly #options: FleetOptions;
  readonly #directory: TemporaryDirectory;
  readonly #configurationFile: string;
  readonly #gateways: GatewayProcess[] = [];

  private constructor(options: FleetOptions, directory: TemporaryDirectory, configurationFile: string) {
    this.#options = options;
    this.#directory = directory;
    this.#configurationFile = configurationFile;
  }

  static async start(options: FleetOptions): Promise<Fleet> {
    const directory = await temporaryDirectory("fleet");
    const configurationFile = await writeConfiguration(directory.path, options);
    const fleet = new Fleet(options, directory, configurationFile);
    try {
      const starting = Array.from({ length: options.size }, (_, index) => fleet.#start(index));
      fleet.#gateways.push(...(await Promise.all(starting)));
      return fleet;
    } catch (error) {
      await fleet[Symbol.asyncDispose]();
      throw error;
    }
  }

  get gateways(): readonly GatewayProcess[] {
    return this.#gateways;
  }

  at(index: number): GatewayProcess {
    const gateway = this.#gateways[index];
    if (gateway === undefined) throw new Error(`there is no gateway ${index}`);
    return gateway;
  }

  /** Starts the one anew that has ended. */
  async restart(index: number): Promise<void> {
    this.#gateways[index] = await this.#start(index);
  }

  /** Stops all as an operator does. Gives their exit codes. */
  stop(): Promise<readonly number[]> {
    return Promise.all(this.#gateways.map((gateway) => gateway.stop()));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#gateways.map((gateway) => gateway.kill()));
    await this.#directory[Symbol.asyncDispose]();
  }

  async #start(index: number): Promise<GatewayProcess> {
    const { database, world, flags = [] } = this.#options;
    const dataDirectory = join(this.#directory.path, `data-${index}`);
    await mkdir(dataDirectory, { mode: 0o700, recursive: true });
    return startGatewayProcess({
      dataDirectory,
      configurationFile: this.#configurationFile,
      flags: ["--allow-insecure-endpoints", "--database", database, ...flags],
      environment: { ...world.environment, COUNTERSIGN_MASTER_KEY: MASTER_KEY },
    });
  }
}

interface ConfigurationFile {
  readonly organizations: readonly { readonly endpoints: readonly object[] }[];
}

async function writeConfiguration(directory: string, { world, urlOf }: FleetOptions): Promise<string> {
  const path = await writeCrashConfiguration(directory, world, urlOf);
  const file = JSON.parse(await readFile(path, "utf8")) as ConfigurationFile;
  const organizations = file.organizations.map((organization) => ({
    ...organization,
    endpoints: organization.endpoints.map((endpoint) => ({
      ...endpoint,
      attemptTimeoutMs: ATTEMPT_TIMEOUT_MS,
    })),
  }));
  await writeFile(path, JSON.stringify({ organizations }));
  return path;
}
