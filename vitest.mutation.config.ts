import { BaseSequencer, type TestSpecification } from "vitest/node";
import { defineConfig } from "vitest/config";

/** Each takes seconds because it walks thousands of cases: asked only about what the short tests let pass. */
const LONG = ["conformance/vectors.test.ts", "flaws/flaws.test.ts", "all-schemes.test.ts"];

/** A test file's place in `LONG`; all short ones come before. */
function place({ moduleId }: TestSpecification): number {
  return LONG.findIndex((name) => moduleId.endsWith(`/test/${name}`));
}

class ShortestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((a, b) => place(a) - place(b) || a.moduleId.localeCompare(b.moduleId));
  }
}

/** The tests that `npm run test:mutation` puts to the proof: those of verifying, signing, encodings and times. */
export default defineConfig({
  test: {
    include: [
      "packages/core/test/*.test.ts",
      "packages/core/test/{encoding,keys,mac,options,proof,time,conformance,flaws}/**/*.test.ts",
    ],
    exclude: [
      // They read the built package or the source as text, not as a program.
      "packages/core/test/{errors,package-exports,parse-scheme,readme}.test.ts",
      "packages/core/test/conformance/generated-vectors.test.ts",
    ],
    isolate: false,
    testTimeout: 30_000,
    sequence: { sequencer: ShortestFirst },
  },
});
