import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { createDatabase } from "../../packages/gateway/test/support/postgres/create-database.ts";
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

async function openShell(): Promise<GuideShell> {
  const shell = await GuideShell.open({ DATABASE_URL: await createDatabase({ isEmpty: true }) });
  onTestFinished(() => shell.close());
  return shell;
}

test.each(guides)("%s works as written", { timeout: GUIDE_TIMEOUT_MS }, async (name) => {
  const shell = await openShell();
  const pages = name === FIRST ? [FIRST] : [FIRST, name];
  for (const step of pages.flatMap((page) => guideSteps(read(page)))) {
    expect(await shell.departureOf(step)).toBeUndefined();
  }
});

test.each(guides)("%s is in the list of guides, and says what to expect of most that it runs", (name) => {
  expect(read("README.md")).toContain(`](${name})`);
  const steps = guideSteps(read(name));
  expect(steps.filter(({ expected }) => expected.length > 0).length).toBeGreaterThan(steps.length / 2);
});

test("an output or an end that is not as written is noticed", async () => {
  const shell = await openShell();
  const step = { kind: "runs", commands: "echo one; echo two", expected: ["one", "t…o"] } as const;
  expect(await shell.departureOf(step)).toBeUndefined();
  expect(await shell.departureOf({ ...step, expected: ["two", "one"] })).toContain('no line "one"');
  expect(await shell.departureOf({ ...step, commands: "echo one; echo two; false" })).toContain("exit 1");
  expect(await shell.departureOf({ ...step, kind: "fails" })).toContain("exit 0");
});

test("blanks in an output may be more or fewer than written, because columns are as wide as what they hold", () => {
  expect(missingLine(["a … c"], "a   b  c")).toBeUndefined();
});
