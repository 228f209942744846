import { CommanderError } from "commander";
import type { Command } from "commander";
import { exitCodes } from "../exit-codes.ts";
import type { ExitCode } from "../exit-codes.ts";
import { messageWithoutValues } from "./message-without-values.ts";

/**
 * Reads what follows the command's name into `command`, strictly.
 *
 * @returns the exit code when there is nothing to run: after `--help`, or wrong arguments, which were then told.
 */
export function parseArguments(command: Command, argv: readonly string[]): ExitCode | undefined {
  command
    .allowExcessArguments(false)
    .configureOutput({ outputError: (text, write) => write(messageWithoutValues(text)) })
    .exitOverride();
  try {
    command.parse([...argv], { from: "user" });
    return undefined;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === exitCodes.ok ? exitCodes.ok : exitCodes.usage;
  }
}
