import type { Command } from "commander";
import { appended } from "../keys/key-options.ts";

/** Fields of a source or an endpoint that are given one by one. */
export interface FieldOptions {
  readonly set?: readonly string[];
}

/** What a new source or endpoint takes, as typed. */
export interface NewResourceOptions extends FieldOptions {
  readonly scheme: string;
  readonly secret?: readonly string[];
}

/** Adds the option that sets any field. */
export function addFieldOption(command: Command): Command {
  return command.option(
    "--set <name=value>",
    "a field as the API calls it; the value is JSON, or else text; may be given again",
    appended,
  );
}

/** Adds the options of a source or an endpoint that is to be made. */
export function addNewResourceOptions(command: Command): Command {
  command
    .requiredOption(
      "--scheme <id>",
      "how it is signed: the id of a built-in or own scheme, or a scheme file ending in .json",
    )
    .option(
      "--secret <reference>",
      "env:NAME, file:PATH or stdin; may be given again while keys change, newest first",
      appended,
    );
  return addFieldOption(command);
}
