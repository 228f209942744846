import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { inspect } from "node:util";
import type { RouteName } from "../../src/http/routes.ts";
import { databaseOf, engineUnderTest } from "../support/engine-under-test.ts";
import { readTables } from "../support/postgres/read-tables.ts";
import { runSql } from "../support/run-sql.ts";
import type { Written } from "../support/gateway-process.ts";
import { exchange, exchangeBytes, statusOf } from "../support/raw-exchange.ts";
import type { RawRequest } from "../support/raw-exchange.ts";
import type { Output } from "./marker-search.ts";
import { Markers } from "./markers.ts";

/** Where a request goes; `broken` is HTTP that never becomes a request to a route. */
export type Destination = RouteName | "elsewhere" | "broken";

/** One run of the canary: what was marked, everything that was written and answered, and what was seen in action. */
export class CanaryRun {
  readonly markers = new Markers();
  readonly #outputs: Output[] = [];
  readonly #answered = new Set<string>();
  readonly #apiAnswers = new Map<string, Set<string>>();
  readonly #attemptResults = new Set<string>();

  get outputs(): readonly Output[] {
    return this.#outputs;
  }

  /** `route status` of every answer. */
  get answered(): ReadonlySet<string> {
    return this.#answered;
  }

  /** By the name of each route of the API: the statuses and codes it was seen to answer. */
  get apiAnswers(): ReadonlyMap<string, ReadonlySet<string>> {
    return this.#apiAnswers;
  }

  /** Codes of attempts that the store holds. */
  get attemptResults(): ReadonlySet<string> {
    return this.#attemptResults;
  }

  addOutput(name: string, bytes: Uint8Array, mayHold: readonly string[] = []): void {
    this.#outputs.push({ name, bytes: Buffer.from(bytes), mayHold });
  }

  /** All that a process has written. To be called when it has ended. */
  addProcess(name: string, { stdout, stderr }: Written): void {
    this.addOutput(`stdout of ${name}`, stdout);
    this.addOutput(`stderr of ${name}`, stderr);
  }

  /** An error as a program prints it: message, stack, properties and causes. */
  addError(name: string, error: unknown): void {
    this.addOutput(`error of ${name}`, Buffer.from(inspect(error, { depth: 10, showHidden: true })));
  }

  /** Every byte of every file in a data directory, as it is now, and of its database where that is not among them. */
  async addDataDirectory(name: string, directory: string): Promise<void> {
    if (engineUnderTest === "postgres") await this.addDatabase(name, await databaseOf(directory));
    for (const file of await readdir(directory, { recursive: true, withFileTypes: true })) {
      if (!file.isFile()) continue;
      const bytes = await readFile(join(file.parentPath, file.name));
      const mayHold = file.name === "master.key" ? ["master key file", "master key file, decoded"] : [];
      this.addOutput(`file ${file.name} of ${name}`, bytes, mayHold);
    }
  }

  /** Every value of every table of a Postgres, as it is now. */
  async addDatabase(name: string, url: string): Promise<void> {
    for (const { table, bytes } of await readTables(url)) this.addOutput(`table ${table} of ${name}`, bytes);
  }

  /** Notes how every attempt ended that the database of a stopped gateway holds. */
  async addStoredAttempts(dataDirectory: string): Promise<void> {
    const rows = await runSql<{ readonly result: string }>(
      dataDirectory,
      "SELECT DISTINCT result FROM attempts",
    );
    for (const { result } of rows) this.#attemptResults.add(result);
  }

  /** Sends a request, keeps the whole answer and gives its status. */
  async ask(destination: Destination, url: string, request: RawRequest): Promise<number> {
    return this.#keep(destination, await exchange(url, request));
  }

  /** The same for the API, whose answers are told apart by their codes. `mayHold`: markers that belong in the answer. */
  async askApi(
    route: string,
    url: string,
    { mayHold = [], ...request }: RawRequest & { readonly mayHold?: readonly string[] },
  ): Promise<Buffer> {
    const answer = await exchange(url, request);
    const status = statusOf(answer);
    this.addOutput(`answer ${status} of the API's ${route}`, answer, mayHold);
    const code = /"code":"([a-z_]+)"/.exec(answer.toString("latin1"))?.[1];
    const seen = this.#apiAnswers.get(route) ?? new Set();
    this.#apiAnswers.set(route, seen.add(code ?? String(status)));
    return answer;
  }

  /** The same for bytes that are not a request as they should be. */
  async askBytes(destination: Destination, url: string, bytes: Uint8Array): Promise<number> {
    return this.#keep(destination, await exchangeBytes(url, bytes));
  }

  #keep(destination: Destination, answer: Buffer): number {
    const status = statusOf(answer);
    this.addOutput(`answer ${status} of ${destination}`, answer);
    this.#answered.add(`${destination} ${status}`);
    return status;
  }
}
