import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

interface Violation {
  readonly id: string;
  readonly impact: string | null;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

interface Axe {
  // What is well is not told: writing down every element of a long list took longer than judging it.
  readonly run: (options: {
    readonly resultTypes: readonly ["violations"];
  }) => Promise<{ readonly violations: readonly Violation[] }>;
}

/** What axe finds wrong with a page, worst kinds only, each with the first places. */
export async function axeFaults(page: Page): Promise<readonly string[]> {
  // Evaluated by the debugger, which the page's policy does not bind.
  if (await page.evaluate(() => !("axe" in globalThis))) await page.evaluate(source);
  const violations = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as { readonly axe: Axe };
    const found = await axe.run({ resultTypes: ["violations"] });
    return found.violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  });
  return violations.map(({ id, help, nodes }) => {
    const places = nodes.slice(0, 3).map(({ html, failureSummary = "" }) => `${html}\n    ${failureSummary}`);
    return `${id}: ${help}\n  ${places.join("\n  ")}`;
  });
}
