import type { ErrorCode } from "./errors.ts";

/** What went wrong and what to do about it. */
export interface ErrorEntry {
  readonly meaning: string;
  readonly remedy: string;
}

/** Misuse of this package: always a mistake in the program or its configuration, never a refused request. */
export class CountersignError extends Error {
  override readonly name = "CountersignError";
  /** Match on this; it never changes its meaning. */
  readonly code: ErrorCode;
  /** What to do about it. */
  readonly remedy: string;

  /**
   * @param code A code of the table `errorCodes`.
   * @param entry The table's entry for the code.
   * @param detail Which option or place, as a name or shape; never a secret, a body or a header's value.
   */
  constructor(code: ErrorCode, { meaning, remedy }: ErrorEntry, detail: string | undefined) {
    super(`${detail === undefined ? "" : `${detail}: `}${meaning}; ${remedy}`);
    this.code = code;
    this.remedy = remedy;
  }
}
