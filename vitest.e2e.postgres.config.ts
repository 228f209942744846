import { defineConfig } from "vitest/config";
import onSqlite from "./vitest.e2e.config.ts";

/**
 * The main stories with their gateway on Postgres: `npm run test:e2e:postgres`. Their screens ask most of the store: what
 * was accepted, refused and sent again. `TEST_ENGINE=postgres npm run test:e2e` plays all of them.
 */
const FILES = ["event", "quarantine", "replays"] as const;

export default defineConfig({
  test: {
    ...onSqlite.test,
    include: FILES.map((name) => `packages/console/e2e/${name}.test.ts`),
    env: { TEST_ENGINE: "postgres" },
  },
});
