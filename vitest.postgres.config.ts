import { defineConfig } from "vitest/config";
import { testRun } from "./tools/test/support/test-run.ts";

/**
 * Whatever runs a gateway, with its store on Postgres: `npm run test:postgres`. The command line is not among it: it knows
 * gateways by their API only. Nor is what `npm test` has run on Postgres already.
 */
export default defineConfig({
  test: testRun({
    sharing: ["packages/gateway/test/{api,deliver,retention}/**/*.test.ts"],
    alone: [
      "packages/gateway/test/{canary,crash,flows,replay,stream,troubles}/**/*.test.ts",
      // Once more: CI runs this on another line of Postgres than `npm test`.
      "packages/gateway/test/store/postgres.test.ts",
      "packages/gateway/test/store/postgres/**/*.test.ts",
    ],
    exclude: ["packages/gateway/test/flows/database-*.test.ts"],
    env: { TEST_ENGINE: "postgres" },
  }),
});
