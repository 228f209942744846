import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { missingTests, namedTests } from "./support/named-tests.ts";

const EXPLAIN = new URL("../../docs/explain/", import.meta.url);

/** Explanations whose claims are shown by tests that the page names at its end. */
const PAGES = ["console.md", "many-gateways.md", "scaling.md", "what-deleting-leaves.md"] as const;

test.each(PAGES)("%s names tests that exist, by file and title", (page) => {
  const [, list = ""] = readFileSync(new URL(page, EXPLAIN), "utf8").split("\n## Shown by\n");
  const named = namedTests(list.trim().replaceAll(/\s+/g, " "));
  expect(named.length).toBeGreaterThan(1);
  expect(missingTests(named)).toEqual([]);
});

test("a test that is not there would be told of", () => {
  const named = namedTests("`tools/test/shown-by.test.ts` “a test that is not there” “a test of” · `x.md`");
  expect(missingTests(named.slice(0, 1))).toEqual([]);
  expect(missingTests([{ path: "README.md", titles: ["never written there"] }])).toHaveLength(1);
  expect(missingTests(named.slice(1))).toEqual(["x.md without a title"]);
});
