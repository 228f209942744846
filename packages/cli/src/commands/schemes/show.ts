import { Command } from "commander";
import { parseArguments } from "../../arguments/parse-arguments.ts";
import type { CommandContext } from "../../commands.ts";
import { exitCodes } from "../../exit-codes.ts";
import type { ExitCode } from "../../exit-codes.ts";
import { formatColumns } from "../../output/format-columns.ts";
import { print } from "../../output/print.ts";
import { addGatewayOptions, asksGateway } from "../../schemes/asks-gateway.ts";
import { describeScheme } from "../../schemes/describe-scheme.ts";
import { findScheme } from "../../schemes/find-scheme.ts";

const JSON_INDENT = 2;

/** `countersign schemes show`: one scheme, for people or as the JSON that a scheme file holds. */
export async function showScheme(context: CommandContext): Promise<ExitCode> {
  const { argv } = context;
  if (asksGateway(argv)) return (await import("./show-of-gateway.ts")).showSchemeOfGateway(context);
  const command = addGatewayOptions(new Command("countersign schemes show"))
    .description(
      "Shows one scheme: what is signed, where the signature stands, what the sender's pages get wrong.",
    )
    .argument("<id>", "an id of `schemes list`, or a scheme file ending in .json")
    .option("--json", "print the scheme itself: the JSON that a scheme file holds");
  const exitCode = parseArguments(command, argv);
  if (exitCode !== undefined) return exitCode;

  const scheme = await findScheme(command.args[0] ?? "");
  const isJson = command.opts<{ readonly json?: true }>().json === true;
  await print(
    isJson ? `${JSON.stringify(scheme, undefined, JSON_INDENT)}\n` : formatColumns(describeScheme(scheme)),
  );
  return exitCodes.ok;
}
