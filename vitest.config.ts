import { defineConfig } from "vitest/config";
import { SlowFirst } from "./tools/test/support/slow-first.ts";

// Tests start real servers and processes; two cores are enough for three files at a time.
const MAX_WORKERS = 3;

export default defineConfig({
  test: {
    include: ["{packages,tools,examples}/**/test/**/*.test.ts"],
    exclude: ["**/node_modules/**", "**/dist/**", "**/test/slow/**"],
    globalSetup: ["packages/gateway/test/support/postgres/start-for-tests.ts"],
    pool: "forks",
    maxWorkers: MAX_WORKERS,
    sequence: { sequencer: SlowFirst },
    testTimeout: 30_000,
    hookTimeout: 30_000,
    reporters: process.env["TEST_REPORT"]
      ? ["default", ["json", { outputFile: process.env["TEST_REPORT"] }]]
      : ["default"],
  },
});
