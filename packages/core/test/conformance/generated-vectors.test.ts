import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";

const program = new URL("../../../../vectors/generate.py", import.meta.url).pathname;
const hasPython = spawnSync("python3", ["--version"]).status === 0;

// Skipped where there is no Python: the committed file is then taken on trust.
test.runIf(hasPython)("vectors/pitfalls.json is what an independent implementation computes", () => {
  expect(spawnSync("python3", [program, "--check"]).status).toBe(0);
});
