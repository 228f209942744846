import { type VerdictCode, verdictCodes } from "./verdict-codes.ts";

/** A refused request, for those who prefer to catch: thrown by `verifyOrThrow` only. */
export class SignatureRefusedError extends Error {
  override readonly name = "SignatureRefusedError";
  readonly code: VerdictCode;
  /** The HTTP status to answer. */
  readonly status: number;

  constructor(code: VerdictCode, status: number) {
    super(`${code}: ${verdictCodes[code].meaning}`);
    this.code = code;
    this.status = status;
  }
}
