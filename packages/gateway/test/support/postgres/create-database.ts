import { randomBytes } from "node:crypto";
import { inject, onTestFinished } from "vitest";
import { administer } from "./administer.ts";
import { TEMPLATE } from "./start-for-tests.ts";

/** What every Postgres has. */
const EMPTY = "template1";

export interface TestDatabaseOptions {
  /** Whether it is without any table. Default: it has run every migration. */
  readonly isEmpty?: boolean;
}

/** Makes a database for one test and gives its URL; it is dropped after the test. */
export async function createDatabase({ isEmpty = false }: TestDatabaseOptions = {}): Promise<string> {
  const url = await makeDatabase(isEmpty ? EMPTY : TEMPLATE);
  onTestFinished(() => dropDatabase(url));
  return url;
}

/** Makes a copy of the database of this name and gives its URL. Whoever calls drops it. Default: all is migrated in it. */
export async function makeDatabase(template = TEMPLATE): Promise<string> {
  const server = inject("postgresUrl");
  const name = `test_${randomBytes(8).toString("hex")}`;
  await administer(server, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  const own = new URL(server);
  own.pathname = `/${name}`;
  return own.href;
}

/** Drops a database, whoever is still connected to it. */
export async function dropDatabase(url: string): Promise<void> {
  await administer(inject("postgresUrl"), `DROP DATABASE ${databaseNameOf(url)} WITH (FORCE)`);
}

/** The name of the database that a URL leads to. */
export function databaseNameOf(url: string): string {
  return new URL(url).pathname.slice(1);
}
