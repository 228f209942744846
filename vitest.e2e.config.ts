import { defineConfig } from "vitest/config";

/** A browser, a gateway and its store share the machine: one story after another. */
const MAX_WORKERS = 1;
/** A cold browser on a busy machine takes most of a minute for its first page. */
const STORY_MS = 180_000;

export default defineConfig({
  test: {
    include: ["packages/console/e2e/**/*.test.ts"],
    globalSetup: ["packages/gateway/test/support/postgres/start-for-tests.ts"],
    pool: "forks",
    maxWorkers: MAX_WORKERS,
    testTimeout: STORY_MS,
    hookTimeout: STORY_MS,
    reporters: process.env["TEST_REPORT"]
      ? ["default", ["json", { outputFile: process.env["TEST_REPORT"] }]]
      : ["default"],
  },
});
