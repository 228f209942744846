import type { TestProject } from "vitest/node";
import { readMigrations } from "../../../src/store/migrations.ts";
import { PostgresDatabase } from "../../../src/store/postgres/database.ts";
import { migrate } from "../../../src/store/postgres/migrate.ts";
import { administer } from "./administer.ts";
import { findPostgres } from "./postgres-binaries.ts";
import { PostgresServer } from "./postgres-server.ts";

declare module "vitest" {
  interface ProvidedContext {
    readonly postgresUrl: string;
  }
}

/** A database that has run every migration; copying it is several times faster than running them. */
export const TEMPLATE = "countersign_template";

/** One server for the whole run; every test has a database of its own on it. */
async function startForTests(project: TestProject): Promise<() => Promise<void>> {
  const server = await PostgresServer.start({ binaries: await findPostgres() });
  await administer(server.url(), `CREATE DATABASE ${TEMPLATE}`);
  const database = new PostgresDatabase({ url: server.url(TEMPLATE), isPreparing: false });
  await migrate(database, readMigrations("postgres"), 0);
  await database.close();
  project.provide("postgresUrl", server.url());
  return () => server.stop();
}

/** The name under which vitest looks for it. */
export { startForTests as setup };
