import { CommandError } from "../command-error.ts";
import { readInput } from "./read-input.ts";

/**
 * The JSON value of a file.
 *
 * @throws CommandError `json_invalid`, or as `readInput` does.
 */
export async function readJsonFile(path: string): Promise<unknown> {
  const bytes = await readInput(path);
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    // The parser's own message quotes the text, which may be a body.
    throw new CommandError("json_invalid", path);
  }
}
