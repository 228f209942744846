import { Command } from "commander";
import { schemes } from "countersign/schemes";
import { parseArguments } from "../../arguments/parse-arguments.ts";
import type { CommandContext } from "../../commands.ts";
import { exitCodes } from "../../exit-codes.ts";
import type { ExitCode } from "../../exit-codes.ts";
import { formatColumns } from "../../output/format-columns.ts";
import { print, printJson } from "../../output/print.ts";
import { addGatewayOptions, asksGateway } from "../../schemes/asks-gateway.ts";
import { summarizeScheme } from "../../schemes/summarize-scheme.ts";

/** `countersign schemes list`: every built-in scheme, one a line; those of a gateway where one is named. */
export async function listSchemes(context: CommandContext): Promise<ExitCode> {
  const { argv } = context;
  if (asksGateway(argv)) return (await import("./list-of-gateway.ts")).listSchemesOfGateway(context);
  const command = addGatewayOptions(new Command("countersign schemes list"))
    .description("Lists the built-in schemes: id, sender, how it signs.")
    .option("--json", "print them as JSON");
  const exitCode = parseArguments(command, argv);
  if (exitCode !== undefined) return exitCode;

  const rows = Object.values(schemes).map((scheme) => ({
    id: scheme.id,
    name: scheme.name,
    summary: summarizeScheme(scheme),
  }));
  if (command.opts<{ readonly json?: true }>().json === true) await printJson(rows);
  else await print(formatColumns(rows.map(({ id, name, summary }) => [id, name, summary])));
  return exitCodes.ok;
}
