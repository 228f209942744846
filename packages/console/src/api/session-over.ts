import { ApiProblem } from "@countersign/contract/slim-client";

/** Whether an error says that the session has ended, or that there was none. */
export function isSessionOver(error: unknown): boolean {
  return error instanceof ApiProblem && error.code === "unauthenticated";
}
