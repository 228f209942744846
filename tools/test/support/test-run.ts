import type { TestProjectInlineConfiguration, ViteUserConfig } from "vitest/config";
import { SlowFirst } from "./slow-first.ts";

export interface TestRunOptions {
  /** Files that share processes: each process loads what is tested once for all of them, which saves a third of their time. */
  readonly sharing: readonly string[];
  /** Files with a process of their own, such as those that start others; not those that share. */
  readonly alone: readonly string[];
  readonly exclude?: readonly string[];
  /** Of the tests' processes. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Tests start real servers and processes; two cores are enough for three files at a time. */
const MAX_WORKERS = 3;

const NEVER = ["**/node_modules/**", "**/dist/**", "**/test/slow/**"];

/** What `npm test` and its like run, and how. */
export function testRun({
  sharing,
  alone,
  exclude = [],
  env = {},
}: TestRunOptions): NonNullable<ViteUserConfig["test"]> {
  const workers = { pool: "forks", maxWorkers: MAX_WORKERS } as const;
  const report = process.env["TEST_REPORT"];
  const project = (
    name: string,
    own: { readonly isolate: boolean; readonly include: string[]; readonly exclude: string[] },
  ): TestProjectInlineConfiguration => ({
    test: { name, ...own, ...workers, testTimeout: 30_000, hookTimeout: 30_000, env: { ...env } },
  });
  const others = [...NEVER, ...exclude];
  return {
    ...workers,
    globalSetup: ["packages/gateway/test/support/postgres/start-for-tests.ts"],
    sequence: { sequencer: SlowFirst },
    reporters: report === undefined ? ["default"] : ["default", ["json", { outputFile: report }]],
    projects: [
      project("sharing", { isolate: false, include: [...sharing], exclude: others }),
      project("alone", { isolate: true, include: [...alone], exclude: [...others, ...sharing] }),
    ],
  };
}
