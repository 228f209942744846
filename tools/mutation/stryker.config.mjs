// Breaks the code of verifying, signing, encodings and time parsing in every small way, and counts what no test sees.
// Run from the repository's root by `npm run test:mutation`.

/** What the tests of the library do without, so that the copy they run in is small. */
const NOT_COPIED = [
  "**/dist",
  "/packages/{gateway,cli,console,contract}",
  "/{.ci,.git,benchmarks,deploy,docs,examples,tools}",
  "/*.{json,md}",
  "!/{package,tsconfig.base}.json",
];

/** The share of broken lines that tests must notice, in per cent. */
const LOWEST_SCORE = 90;

/** A machine that does other work besides is slow, not endless; endless loops are found by counting their rounds. */
const TIMEOUT_MS = 15_000;

const core = "packages/core/src";

export default {
  plugins: ["@stryker-mutator/vitest-runner"],
  testRunner: "vitest",
  vitest: { configFile: "vitest.mutation.config.ts", related: false },
  mutate: [
    `${core}/{judge,verifier,verifier-parts,signer,response-verifier,headers}.ts`,
    `${core}/{encoding,keys,mac,options,proof,time}/*.ts`,
  ],
  coverageAnalysis: "perTest",
  // One worker: the tests of one mutant take a second, and the machine has other work.
  concurrency: 1,
  timeoutMS: TIMEOUT_MS,
  incremental: true,
  incrementalFile: "tools/mutation/reports/incremental.json",
  reporters: ["progress-append-only", "clear-text", "json", "html"],
  clearTextReporter: { logTests: false, reportTests: false, allowColor: false },
  jsonReporter: { fileName: "tools/mutation/reports/mutation.json" },
  htmlReporter: { fileName: "tools/mutation/reports/mutation.html" },
  thresholds: { high: 95, low: LOWEST_SCORE, break: LOWEST_SCORE },
  ignorePatterns: NOT_COPIED,
  tempDirName: ".stryker-tmp",
  allowEmpty: false,
};
