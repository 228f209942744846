import { BaseSequencer } from "vitest/node";
import type { TestSpecification } from "vitest/node";

/** Where the files that take minutes lie, the longest first. Many of them are short: they run a suite, or real processes. */
const SLOW = [
  "/tools/test/guides.test.ts",
  "/gateway/test/store/postgres.test.ts",
  "/gateway/test/store/sqlite.test.ts",
  "/gateway/test/many/",
  "/gateway/test/flows/",
  "/gateway/test/store/",
  "/gateway/test/canary/",
  "/gateway/test/crash/",
  "/cli/test/commands/",
  "/gateway/test/api/",
];

/** Begins with what takes longest, so that no worker is left with it at the end while the others have nothing to do. */
export class SlowFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.sort((a, b) => rankOf(a) - rankOf(b));
  }
}

function rankOf({ moduleId }: TestSpecification): number {
  const rank = SLOW.findIndex((part) => moduleId.includes(part));
  return rank === -1 ? SLOW.length : rank;
}
