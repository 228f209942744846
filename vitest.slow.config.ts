import { defineConfig } from "vitest/config";

/** The long runs of the same suites: more rounds, more load. Not part of `npm test`. */
export default defineConfig({
  test: {
    include: ["packages/**/test/slow/**/*.slow.test.ts"],
    globalSetup: ["packages/gateway/test/support/postgres/start-for-tests.ts"],
    pool: "forks",
    maxWorkers: 1,
    testTimeout: 30 * 60_000,
    hookTimeout: 60_000,
  },
});
