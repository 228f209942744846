import { defineConfig } from "vitest/config";

/** The tests that `npm run test:mutation` puts to the proof: those of verifying, signing, encodings and times. */
export default defineConfig({
  test: {
    include: [
      "packages/core/test/*.test.ts",
      "packages/core/test/{encoding,keys,mac,options,proof,time}/**/*.test.ts",
    ],
    exclude: [
      // They read the built package or the source as text, not as a program.
      "packages/core/test/{errors,package-exports,parse-scheme,readme}.test.ts",
      // Walks thousands of cases, which takes seconds for each mutant. Like the vectors and the flaws of others it is
      // left out for speed: with it the score could only be higher.
      "packages/core/test/all-schemes.test.ts",
    ],
    isolate: false,
    testTimeout: 60_000,
  },
});
