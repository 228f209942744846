import { randomBytes } from "node:crypto";
import { inject, onTestFinished } from "vitest";
import { administer } from "./administer.ts";
import { TEMPLATE } from "./start-for-tests.ts";

export interface TestDatabaseOptions {
  /** Whether it is without any table. Default: it has run every migration. */
  readonly isEmpty?: boolean;
}

/** Makes a database for one test and gives its URL; it is dropped after the test. */
export async function createDatabase({ isEmpty = false }: TestDatabaseOptions = {}): Promise<string> {
  const server = inject("postgresUrl");
  const name = `test_${randomBytes(8).toString("hex")}`;
  await administer(server, `CREATE DATABASE ${name}${isEmpty ? "" : ` TEMPLATE ${TEMPLATE}`}`);
  onTestFinished(() => administer(server, `DROP DATABASE ${name} WITH (FORCE)`));
  const own = new URL(server);
  own.pathname = `/${name}`;
  return own.href;
}
