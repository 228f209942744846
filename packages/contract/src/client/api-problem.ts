import type { Problem } from "../problem.ts";

/** Thrown when the gateway refuses a call. Match on `code`; a newer gateway may have codes that this client does not know. */
export class ApiProblem extends Error {
  override readonly name = "ApiProblem";
  readonly code: string;
  readonly status: number;
  /** The whole answer, with the places that are wrong where it names any. */
  readonly problem: Problem;
  /** Seconds to wait before trying again, where the gateway says so. */
  readonly retryAfterSeconds: number | undefined;

  constructor(problem: Problem, retryAfterSeconds?: number) {
    super(`${problem.code}: ${problem.title}. ${problem.detail}`);
    this.code = problem.code;
    this.status = problem.status;
    this.problem = problem;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}
