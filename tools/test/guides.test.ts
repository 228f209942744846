import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { GuideShell } from "./support/guide-shell.ts";
import { guideSteps, missingLine } from "./support/guide-steps.ts";

const GUIDES = fileURLToPath(new URL("../../docs/guides/", import.meta.url));
/** Every guide about a gateway begins where this one ends. */
const FIRST = "run-a-gateway.md";
/** Need no gateway, and have tests of their own: the library's in packages/core, the command line's in packages/cli. */
const TESTED_ELSEWHERE = ["README.md", "on-your-desk.md", "verify-in-five-minutes.md"];

/** Some thirty processes, one after the other, on a machine that may be busy. */
const GUIDE_TIMEOUT_MS = 180_000;

const guides = readdirSync(GUIDES).filter((name) => !TESTED_ELSEWHERE.includes(name));

function read(name: string): string {
  return readFileSync(GUIDES + name, "utf8");
}

test.each(guides)("%s works as written", { timeout: GUIDE_TIMEOUT_MS }, async (name) => {
  await using shell = await GuideShell.open();
  const pages = name === FIRST ? [FIRST] : [FIRST, name];
  for (const page of pages) for (const step of guideSteps(read(page))) await shell.do(step);
});

test.each(guides)("%s is in the list of guides, and says what to expect of most that it runs", (name) => {
  expect(read("README.md")).toContain(`](${name})`);
  const steps = guideSteps(read(name));
  expect(steps.filter(({ expected }) => expected.length > 0).length).toBeGreaterThan(steps.length / 2);
});

test("an output that is not as written is noticed", async () => {
  await using shell = await GuideShell.open();
  const step = { kind: "runs", commands: "echo one; echo two", expected: ["one", "t…o"] } as const;
  await shell.do(step);
  await expect(shell.do({ ...step, expected: ["two", "one"] })).rejects.toThrow('no line "one"');
  await expect(shell.do({ ...step, commands: "echo one; echo two; false" })).rejects.toThrow("exit 1");
  await expect(shell.do({ ...step, kind: "fails" })).rejects.toThrow("exit 0");
  expect(missingLine(["a … c"], "a   b  c")).toBeUndefined();
});
