import { CommandError } from "../command-error.ts";
import { STDIN_NAME } from "../input/read-input.ts";
import type { KeyOptions } from "./key-options.ts";

/**
 * Refuses options by which several parts would come from standard input, which can be read once.
 *
 * @param paths Where other input comes from; `-` is standard input.
 * @throws CommandError `stdin_taken`.
 */
export function refuseStdinTwice(
  { secret, apiKey }: Pick<KeyOptions, "secret" | "apiKey">,
  ...paths: readonly string[]
): void {
  const references = [...secret, apiKey].filter((reference) => reference === "stdin");
  const files = paths.filter((path) => path === STDIN_NAME);
  if (references.length + files.length <= 1) return;
  throw new CommandError("stdin_taken", "secrets and input cannot both come from it");
}
