import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { missingTests, namedTests } from "./support/named-tests.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const PAGE = readFileSync(join(ROOT, "docs/explain/what-happens-when.md"), "utf8");

/** What a section says of its failure. Who sends and who receives may share a line, or stand above all sections of a part. */
const LABELS = ["Receiver", "Kept", "Seen in", "Do", "Tests"];

interface Failure {
  readonly title: string;
  readonly text: string;
}

const failures: readonly Failure[] = PAGE.split(/^### /m)
  .slice(1)
  .map((section) => {
    const [title = ""] = section.split("\n", 1);
    // The last section of a part ends where the next part begins.
    const [text = ""] = section.split(/^## /m, 1);
    return { title, text };
  });

/** Everything that the generated references say. */
const reference = readdirSync(join(ROOT, "docs/reference"))
  .filter((name) => name.endsWith(".md"))
  .map((name) => readFileSync(join(ROOT, "docs/reference", name), "utf8"))
  .join("\n");

describe.each(failures)("$title", (failure) => {
  test("says who sees what, what is kept, where it shows and what to do", () => {
    for (const label of LABELS) expect(failure.text).toContain(`**${label}**: `);
  });

  test("names tests that exist, by file and title", () => {
    const named = namedTests(/^- \*\*Tests\*\*: (.*)$/m.exec(failure.text)?.[1] ?? "");
    expect(named).not.toEqual([]);
    expect(missingTests(named)).toEqual([]);
  });

  test("names no code, log line or metric that the reference does not have", () => {
    const seenIn = /^- \*\*Seen in\*\*: (.*)$/m.exec(failure.text)?.[1] ?? "";
    const names = [...seenIn.matchAll(/`([a-z]+(?:_[a-z]+)+)`/g)].map(([, name]) => name ?? "");
    expect(names.filter((name) => !reference.includes(`\`${name}\``))).toEqual([]);
  });
});

test("every failure is found, and says something of the sender", () => {
  expect(failures.length).toBe(PAGE.split("\n### ").length - 1);
  const delivering = PAGE.slice(PAGE.indexOf("## Delivering"));
  expect(delivering).toContain("In all of these the sender sees nothing: it was answered before.");
  const others = failures.filter(({ title }) => !delivering.includes(`### ${title}`));
  expect(others.filter(({ text }) => !text.includes("**Sender**")).map(({ title }) => title)).toEqual([]);
});
