import { errorCodes } from "./error-codes.ts";
import type { CommandErrorCode } from "./error-codes.ts";
import type { ExitCode } from "./exit-codes.ts";

/** A command cannot do what it was asked to: the command line, a file or an address is wrong. */
export class CommandError extends Error {
  override readonly name = "CommandError";
  /** Match on this; it never changes its meaning. */
  readonly code: CommandErrorCode;
  readonly exitCode: ExitCode;
  /** What to do about it. */
  readonly remedy: string;

  /**
   * @param code A code of the table `errorCodes`.
   * @param detail What was found, as a name, place or shape; never a secret, a body or a header's value.
   */
  constructor(code: CommandErrorCode, detail: string, options?: ErrorOptions) {
    const { meaning, remedy, exitCode } = errorCodes[code];
    super(`${meaning}: ${detail}`, options);
    this.code = code;
    this.exitCode = exitCode;
    this.remedy = remedy;
  }
}
