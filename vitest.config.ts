import { defineConfig } from "vitest/config";
import { testRun } from "./tools/test/support/test-run.ts";

export default defineConfig({
  test: testRun({
    sharing: [
      "packages/{contract,console,core}/test/**/*.test.ts",
      "packages/gateway/test/{activity,api,attention,config,console-files,deliver,http,observe}/**/*.test.ts",
      "packages/gateway/test/{privacy,receive,retention,scheme-check,secrets,sign-in}/**/*.test.ts",
    ],
    alone: ["{packages,tools,examples}/**/test/**/*.test.ts"],
  }),
});
