import type { CrashReport } from "./crash-rounds.ts";

/** What a test compares; `run` is the same on both sides and shows the seed and the counts when they differ. */
export interface CrashVerdict extends Pick<CrashReport, "violations" | "unexpectedAnswers" | "exitCode"> {
  readonly run: string;
  readonly leftPending: number;
  /** What never happened although it should have; a run without it proves nothing. */
  readonly neverHappened: readonly string[];
}

type Count = keyof CrashReport["counts"];

/** Gives what was found and what must be found, to be compared. */
export function crashVerdict(
  report: CrashReport,
  expected: { readonly seed: number; readonly happened: readonly Count[] },
): { readonly found: CrashVerdict; readonly sound: CrashVerdict } {
  const { violations, unexpectedAnswers, exitCode, counts } = report;
  const run = `CRASH_SEED=${expected.seed} ${JSON.stringify(counts)}`;
  const neverHappened = expected.happened.filter((count) => counts[count] === 0);
  const { leftPending } = counts;
  return {
    found: { run, violations, unexpectedAnswers, exitCode, leftPending, neverHappened },
    sound: { run, violations: [], unexpectedAnswers: [], exitCode: 0, leftPending: 0, neverHappened: [] },
  };
}
