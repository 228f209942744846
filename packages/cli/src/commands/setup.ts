import { Command } from "commander";
import { addUrlOption } from "../api/api-options.ts";
import type { ApiOptions } from "../api/api-options.ts";
import { connectWithoutKey } from "../api/connect.ts";
import { describeFailure } from "../api/describe-failure.ts";
import { parseArguments } from "../arguments/parse-arguments.ts";
import type { CommandContext } from "../commands.ts";
import { exitCodes } from "../exit-codes.ts";
import type { ExitCode } from "../exit-codes.ts";
import { print, printJson, talk } from "../output/print.ts";
import { readSecret } from "../secrets/read-secret.ts";

interface SetupOptions extends ApiOptions {
  readonly code: string;
  readonly organization: string;
  readonly keyName?: string;
}

/** `countersign setup`: the first API key of an organization, or a new one in place of a lost one. */
export async function setup({ argv, environment }: CommandContext): Promise<ExitCode> {
  const command = new Command("countersign setup")
    .description(
      "Makes an admin key for an organization, which is added if it is missing. Prints the key, which is shown this once.",
    )
    .requiredOption("--code <code>", "the setup code, or file:DATA/setup-code; good for one use")
    .requiredOption("--organization <name>", "lower-case letters, digits and hyphens")
    .option("--key-name <name>", "what lists and the audit log call the key (default: setup)");
  addUrlOption(command).option("--json", "print the whole answer as JSON");
  const exitCode = parseArguments(command, argv);
  if (exitCode !== undefined) return exitCode;

  const options = command.opts<SetupOptions>();
  // No warning where the code stands on the command line: whoever reads it there later finds it used up.
  const code = await readSecret(options.code, environment);
  const client = await connectWithoutKey(options, environment);
  try {
    const { organization, keyName } = options;
    const made = await client.call("setUp", {
      body: { code: code.value, organization, ...(keyName !== undefined && { keyName }) },
    });
    if (options.json === true) await printJson(made);
    else await print(`${made.key}\n`);
    talk(
      `Admin key ${made.name} of ${made.organization}. Keep it now; it is never shown again. Next: COUNTERSIGN_API_KEY=… countersign sources list`,
    );
    return exitCodes.ok;
  } catch (error) {
    const failure = await describeFailure(error, { options, environment });
    if (failure === undefined) throw error;
    talk(failure.text);
    return failure.exitCode;
  }
}
