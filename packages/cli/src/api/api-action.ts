import type { Client } from "@countersign/contract/client";
import { Command } from "commander";
import { parseArguments } from "../arguments/parse-arguments.ts";
import type { RunCommand } from "../commands.ts";
import { exitCodes } from "../exit-codes.ts";
import type { ExitCode } from "../exit-codes.ts";
import { talk } from "../output/print.ts";
import { addApiKeyOption, addUrlOption } from "./api-options.ts";
import type { ApiOptions } from "./api-options.ts";
import { connect } from "./connect.ts";
import { describeFailure } from "./describe-failure.ts";

/** A command that calls the gateway's API, as a plain object. */
export interface ApiAction<Options> {
  /** Its words, such as `keys list`. */
  readonly name: string;
  readonly summary: string;
  /** Positional arguments in order: `<required>`, `[optional]` or `[many...]` → what it is. */
  readonly arguments?: Readonly<Record<string, string>>;
  /** Adds its own options, beside those that every command over the API has. */
  readonly addOptions?: (command: Command) => Command;
  /** Does it. Without an exit code it went well. */
  readonly run: (call: ApiCall<Options>) => Promise<ExitCode | undefined | void>;
}

/** One call of an action, with everything read. */
export interface ApiCall<Options> {
  readonly client: Client;
  /** The positional arguments as typed. */
  readonly args: readonly string[];
  readonly options: Options & Pick<ApiOptions, "json">;
  /** Whether standard output is to hold JSON. */
  readonly isJson: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Makes an action a command: reads its arguments, connects, and tells each failure with the next step. */
export function apiAction<Options = object>(action: ApiAction<Options>): RunCommand {
  return async ({ argv, environment }) => {
    const command = new Command(`countersign ${action.name}`).description(action.summary);
    for (const [usage, meaning] of Object.entries(action.arguments ?? {})) command.argument(usage, meaning);
    action.addOptions?.(command);
    addApiKeyOption(addUrlOption(command)).option("--json", "print JSON; of lists, one object a line");
    const exitCode = parseArguments(command, argv);
    if (exitCode !== undefined) return exitCode;

    const options = command.opts<Options & ApiOptions>();
    const client = await connect(options, environment);
    try {
      const isJson = options.json === true;
      const ended = await action.run({ client, args: command.args, options, isJson, environment });
      return ended ?? exitCodes.ok;
    } catch (error) {
      const failure = await describeFailure(error, { options, environment });
      if (failure === undefined) throw error;
      talk(failure.text);
      return failure.exitCode;
    }
  };
}
