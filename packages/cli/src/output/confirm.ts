import { createInterface } from "node:readline/promises";
import { CommandError } from "../command-error.ts";

/**
 * Asks before something that cannot be taken back, on standard error.
 *
 * @param question What is going to happen, as a statement with its numbers.
 * @returns false where the answer is not yes.
 * @throws CommandError `confirmation_missing` where nobody can be asked.
 */
export async function confirm(question: string, { yes }: { readonly yes?: true }): Promise<boolean> {
  if (yes === true) return true;
  if (!process.stdin.isTTY) throw new CommandError("confirmation_missing", question);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await terminal.question(`${question}. Go on? [y/N] `);
    return /^y(es)?$/i.test(answer.trim());
  } finally {
    terminal.close();
  }
}
