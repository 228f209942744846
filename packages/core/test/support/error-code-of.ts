import { CountersignError } from "../../src/index.ts";

/** The code of the misuse that an action reports by throwing; undefined when it does not throw. */
export function errorCodeOf(action: () => unknown): string | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    if (error instanceof CountersignError) return error.code;
    throw error;
  }
}
