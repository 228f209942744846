import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const RELATIVE_LINK = /\]\((?!https?:|mailto:)([^)#\s]+)(?:#[^)\s]*)?\)/g;
const PATH_IN_CODE = /`((?:packages|docs|tools|vectors|examples|benchmarks)\/[\w./-]+)`/g;

const documents = execFileSync("git", ["ls-files", "*.md"], { cwd: ROOT, encoding: "utf8" })
  .trim()
  .split("\n");

test.each(documents)("%s links only to files that exist", (document) => {
  const text = readFileSync(join(ROOT, document), "utf8");
  const targets = [...text.matchAll(RELATIVE_LINK)].map(([, target]) => target ?? "");
  expect(targets.filter((target) => !existsSync(join(ROOT, dirname(document), target)))).toEqual([]);
});

test.each(documents)("%s names only paths that exist", (document) => {
  const text = readFileSync(join(ROOT, document), "utf8");
  const named = [...text.matchAll(PATH_IN_CODE)].map(([, path]) => path ?? "");
  expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

test("README, ARCHITECTURE, CONTRIBUTING, SECURITY, CHANGELOG and the licence are there", () => {
  expect(documents).toEqual(
    expect.arrayContaining([
      "README.md",
      "ARCHITECTURE.md",
      "CONTRIBUTING.md",
      "SECURITY.md",
      "CHANGELOG.md",
    ]),
  );
  expect(readFileSync(join(ROOT, "LICENSE"), "utf8")).toContain("Apache License");
});
