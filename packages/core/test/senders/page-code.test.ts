import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { afterAll, expect, onTestFinished, test, vi } from "vitest";
import { bodyOf, type Vector } from "../../../../vectors/read-vectors.ts";
import { vectorOf } from "./named-vectors.ts";
import { examples, type Exports } from "./page-examples.ts";
import { readSenderPage } from "./sender-page.ts";
import { vendorPages } from "./vendor-pages.ts";

// Inside the package, so that the blocks' imports find it by its public name.
const folder = mkdtempSync(new URL("page-code-", import.meta.url).pathname);
afterAll(() => rmSync(folder, { recursive: true }));

const positioned = examples.map((example, index) => ({
  ...example,
  block: examples.slice(0, index).filter(({ page }) => page === example.page).length,
}));

test.each(positioned)("$page, code block $block: accepts $vector and refuses it changed", async (example) => {
  const vector = vectorOf(example.vector);
  // Before the block runs, which takes the clock when it is loaded.
  vi.useFakeTimers({ toFake: ["Date"], now: vector.nowMs ?? Date.now() });
  onTestFinished(() => void vi.useRealTimers());
  const block = await run(example, vector);
  expect(await example.judge(block, vector)).toEqual(example.accepted);
  const { tamper = withBitChanged } = example;
  expect(await example.judge(block, tamper(vector))).toEqual(example.refused);
});

test.each(vendorPages)("$page: every code block is run, and is 3 to 8 lines long", ({ page }) => {
  const { codeBlocks } = readSenderPage(page);
  expect(codeBlocks.length).toBe(examples.filter((example) => example.page === page).length);
  for (const code of codeBlocks) {
    const lines = code.split("\n").filter((line) => line.trim() !== "");
    expect(lines.length).toBeGreaterThanOrEqual(3);
    expect(lines.length).toBeLessThanOrEqual(8);
  }
});

async function run(example: (typeof positioned)[number], vector: Vector): Promise<Exports> {
  const { page, block } = example;
  const file = `${folder}/${page}-${block}.mjs`;
  writeFileSync(file, readSenderPage(page).codeBlocks[block] ?? "");
  for (const [name, value] of Object.entries(example.environment(vector))) vi.stubEnv(name, value);
  onTestFinished(() => void vi.unstubAllEnvs());
  return (await import(/* @vite-ignore */ file)) as Exports;
}

/** The same with another letter case somewhere in the body: it stays JSON. */
function withBitChanged(vector: Vector): Vector {
  const body = Buffer.from(bodyOf(vector));
  const at = body.lastIndexOf(Buffer.from("a"));
  if (at === -1) throw new Error("the body has no a to change");
  body.write("A", at);
  return { ...vector, bodyBase64: body.toString("base64") };
}
