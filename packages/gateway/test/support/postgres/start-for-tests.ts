import type { TestProject } from "vitest/node";
import { findPostgres } from "./postgres-binaries.ts";
import { PostgresServer } from "./postgres-server.ts";

declare module "vitest" {
  interface ProvidedContext {
    readonly postgresUrl: string;
  }
}

/** One server for the whole run; every test has a database of its own on it. */
export default async function startForTests(project: TestProject): Promise<() => Promise<void>> {
  const server = await PostgresServer.start({ binaries: await findPostgres() });
  project.provide("postgresUrl", server.url());
  return () => server.stop();
}
