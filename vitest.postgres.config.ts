import { defineConfig } from "vitest/config";
import forSqlite from "./vitest.config.ts";

/**
 * Whatever runs a gateway, with its store on Postgres: `npm run test:postgres`. The command line is not among it: it knows
 * gateways by their API only. Nor is what `npm test` has run on Postgres already.
 */
export default defineConfig({
  test: {
    ...forSqlite.test,
    include: [
      "packages/gateway/test/{api,canary,crash,deliver,flows,replay,retention,stream,troubles}/**/*.test.ts",
      // Once more: CI runs this on another line of Postgres than `npm test`.
      "packages/gateway/test/store/postgres.test.ts",
      "packages/gateway/test/store/postgres/**/*.test.ts",
    ],
    exclude: ["packages/gateway/test/flows/database-*.test.ts"],
    env: { TEST_ENGINE: "postgres" },
  },
});
