import { defineConfig } from "vitest/config";
import forSqlite from "./vitest.config.ts";

/** Whatever opens a store or runs a gateway, with the store on Postgres: `npm run test:postgres`. */
export default defineConfig({
  test: {
    ...forSqlite.test,
    include: [
      "packages/gateway/test/{api,canary,crash,deliver,flows,replay,retention,stream,troubles}/**/*.test.ts",
      "packages/cli/test/commands/**/*.test.ts",
    ],
    env: { TEST_ENGINE: "postgres" },
  },
});
