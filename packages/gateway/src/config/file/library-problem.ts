import { CountersignError } from "countersign";
import type { Place } from "./configuration-problem.ts";
import type { Problems } from "./problems.ts";

/** What the readers of secrets and callers report themselves; repeated API keys are found across sources as well. */
export const foundWhileReading: ReadonlySet<CountersignError["code"]> = new Set([
  "keys_required",
  "callers_required",
  "key_window_invalid",
  "repeated_key_id",
  "repeated_caller_id",
]);

/** What the library says about keys and options that it refuses, as a problem of the place that holds them. */
export function addLibraryProblem(
  error: CountersignError,
  problems: Problems,
  at: { readonly place: Place; readonly field: string; readonly schemeId: string },
): void {
  problems.add(at.place, {
    code: "refused_by_library",
    field: at.field,
    expected: `what the scheme ${at.schemeId} needs`,
    found: error.code,
    remedy: error.remedy,
  });
}

/** Runs `make` and gives the library's refusal, or undefined when it accepts. */
export function libraryRefusal(make: () => unknown): CountersignError | undefined {
  try {
    make();
    return undefined;
  } catch (error) {
    if (error instanceof CountersignError) return error;
    throw error;
  }
}
