// The whole truth about this tree, in one command: `npm run check`. Every step runs even when an earlier one failed,
// except that nothing after a broken build is meaningful. Ends with the list of steps and exit code 1 if any failed.
// `npm run check -- --without-tests` is for whoever has just run `npm test`.
import { spawnSync } from "node:child_process";

const isWithoutTests = process.argv.includes("--without-tests");

/** @type {{ name: string, command: string, isFatal?: boolean }[]} */
const steps = [
  { name: "format", command: "npx prettier --check ." },
  { name: "build", command: "npm run build", isFatal: true },
  {
    name: "types of tests",
    command: "npx tsc -p tsconfig.test.json && npx tsc -p packages/console/tsconfig.test.json",
  },
  { name: "lint", command: "npx oxlint --type-aware" },
  { name: "unused files, exports and dependencies", command: "npx knip" },
  { name: "generated files in sync", command: "node tools/generate.mjs --check" },
  { name: "size of the library", command: "node tools/check-core-size.mjs" },
  { name: "size of the console", command: "node tools/check-console-size.mjs" },
  { name: "packages", command: "node tools/check-packages.mjs" },
  ...(isWithoutTests ? [] : [{ name: "tests", command: "npx vitest run" }]),
];

/** @type {Map<string, "ok" | "FAILED">} */
const results = new Map();
for (const step of steps) {
  console.log(`\n── ${step.name}: ${step.command}`);
  const { status } = spawnSync(step.command, { shell: true, stdio: "inherit" });
  results.set(step.name, status === 0 ? "ok" : "FAILED");
  if (status !== 0 && step.isFatal) break;
}

console.log("");
for (const { name } of steps) console.log(`${(results.get(name) ?? "not run").padEnd(7)}  ${name}`);
process.exitCode = steps.every(({ name }) => results.get(name) === "ok") ? 0 : 1;
