import { problemCodes } from "@countersign/contract";
import type { FieldProblem, ProblemCode } from "@countersign/contract";

export interface ApiRefusalOptions {
  /** Which places of the request are wrong. */
  readonly problems?: readonly FieldProblem[];
  /** Beside the headers of every answer, such as `allow`. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Thrown by whatever refuses a request of the API; answered as the problem of its code. */
export class ApiRefusal extends Error {
  override readonly name = "ApiRefusal";
  readonly code: ProblemCode;
  readonly problems: readonly FieldProblem[] | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(code: ProblemCode, { problems, headers = {} }: ApiRefusalOptions = {}) {
    super(problemCodes[code].title);
    this.code = code;
    this.problems = problems;
    this.headers = headers;
  }
}
