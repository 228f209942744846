import { GatewayError, countStore, runMove, runUndo } from "@countersign/gateway";
import type { GatewayErrorCode, MovePlaces } from "@countersign/gateway";
import { Command } from "commander";
import { parseArguments } from "../arguments/parse-arguments.ts";
import { readWholeNumber } from "../arguments/read-whole-number.ts";
import { CommandError } from "../command-error.ts";
import type { CommandContext } from "../commands.ts";
import { exitCodes } from "../exit-codes.ts";
import type { ExitCode } from "../exit-codes.ts";
import { printJson, talk } from "../output/print.ts";
import { printTables } from "./migrate/print-tables.ts";
import { readPlace } from "./migrate/read-place.ts";
import { tellProgress } from "./migrate/tell-progress.ts";

/** More would be held in memory at once for nothing: a commit for each two thousand rows costs little. */
const MAX_BATCH_ROWS = 20_000;

/** About what was typed, and about what cannot be had now. Any other is a refusal. */
const exitCodeOfError: Readonly<Partial<Record<GatewayErrorCode, ExitCode>>> = {
  database_not_available: exitCodes.usage,
  move_source_empty: exitCodes.usage,
  data_directory_in_use: exitCodes.unreachable,
  database_in_use: exitCodes.unreachable,
  store_unavailable: exitCodes.unreachable,
};

interface MigrateOptions {
  readonly from: string;
  readonly to?: string;
  readonly dryRun?: true;
  readonly undo?: true;
  readonly batchRows?: string;
  readonly json?: true;
}

/** `countersign migrate`: moves a store between SQLite and Postgres. Cut off, the same command goes on where it was. */
export async function migrate({ argv, environment }: CommandContext): Promise<ExitCode> {
  const command = new Command("countersign migrate")
    .description(
      "Moves a store to another database, sealed as it is, and compares both row by row. The gateways are stopped; called again, it goes on where it was cut off.",
    )
    .requiredOption(
      "--from <store>",
      "the store to move: a folder, sqlite:PATH, postgres://…, env:NAME or file:PATH",
    )
    .option("--to <store>", "an empty database or a folder without one, named likewise")
    .option("--dry-run", "count what is to be moved, beside running gateways, and change nothing")
    .option("--undo", "open the old store again; possible until a gateway has opened the new one")
    .option("--batch-rows <number>", "rows in one transaction, at most (default: 2000)")
    .option("--json", "print the result as JSON")
    .addHelpText(
      "after",
      "\nExit codes: 0 moved, counted or undone · 1 refused, or the copy differs · 2 wrong option or no store · 3 a database in use or not reached",
    );
  const exitCode = parseArguments(command, argv);
  if (exitCode !== undefined) return exitCode;
  const options = command.opts<MigrateOptions>();
  try {
    await carryOut(options, environment);
    return exitCodes.ok;
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    talk(`${error.code}: ${error.message}\n  ${error.remedy}`);
    return exitCodeOfError[error.code] ?? exitCodes.refused;
  }
}

async function carryOut(options: MigrateOptions, environment: CommandContext["environment"]): Promise<void> {
  const isJson = options.json === true;
  const from = await readPlace(options.from, environment);
  if (options.dryRun === true) {
    const counts = await countStore(from);
    await printTables(
      [...counts].map(([table, rows]) => ({ table, rows })),
      { isJson },
    );
    talk("Nothing was moved: --dry-run.");
    return;
  }
  if (options.to === undefined) throw new CommandError("argument_invalid", "--to is missing");
  const places = { from, to: await readPlace(options.to, environment) };
  if (options.undo === true) return await undo(places, { isJson });
  await move(places, options);
}

async function move(places: MovePlaces, { batchRows, json }: MigrateOptions): Promise<void> {
  const range = { option: "--batch-rows", min: 1, max: MAX_BATCH_ROWS };
  const { moveId, tables } = await runMove(places, {
    ...(batchRows !== undefined && { maxBatchRows: readWholeNumber(batchRows, range) }),
    onProgress: tellProgress({ now: () => performance.now(), talk }),
  });
  await printTables(tables, { isJson: json === true, more: { moveId } });
  talk(
    "Moved, and every row is the same on both sides. Start the gateways with --database and the new one; the old one stays closed.",
  );
}

async function undo(places: MovePlaces, { isJson }: { readonly isJson: boolean }): Promise<void> {
  await runUndo(places);
  if (isJson) await printJson({ isUndone: true });
  talk("The old store opens again. What was copied is of no use any more: delete it.");
}
