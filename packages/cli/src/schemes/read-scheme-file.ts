import type { Command } from "commander";
import { CommandError } from "../command-error.ts";
import { readJsonFile } from "../input/read-json-file.ts";
import { isRecord } from "../json/json-kinds.ts";

/** The file of a scheme that is to be kept, as typed. */
export interface SchemeFileOptions {
  readonly file: string;
}

export function addSchemeFileOption(command: Command): Command {
  return command.requiredOption(
    "-f, --file <file>",
    "the scheme as JSON, as `schemes new` and `schemes show --json` print it; - for standard input",
  );
}

/**
 * The scheme that the file holds, as data: whether it is one is for the gateway to say.
 *
 * @throws CommandError `json_invalid`, or as `readInput` does.
 */
export async function readSchemeFile({ file }: SchemeFileOptions): Promise<Record<string, unknown>> {
  const definition = await readJsonFile(file);
  if (isRecord(definition)) return { ...definition };
  throw new CommandError("json_invalid", `${file} holds no object`);
}
