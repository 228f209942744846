import type { Writable } from "node:stream";
import { Command } from "commander";
import type { Colors } from "picocolors/types.js";
import { parseArguments } from "../arguments/parse-arguments.ts";
import type { CommandContext } from "../commands.ts";
import { exitCodes } from "../exit-codes.ts";
import type { ExitCode } from "../exit-codes.ts";
import { formatNextSteps } from "./demo/next-steps.ts";
import { formatSummary } from "./demo/format-summary.ts";
import { formatTable } from "./demo/format-table.ts";
import { startGatewayProcess } from "./demo/gateway-process.ts";
import { watchForInterruption } from "./demo/interruption.ts";
import { performDemo } from "./demo/perform-demo.ts";
import { outputColors } from "../output/output-colors.ts";
import type { DemoParts, DemoResult } from "./demo/perform-demo.ts";

/** A few seconds are usual; a machine that needs longer than this has another problem. */
const DEADLINE_MS = 60_000;

const INTRODUCTION = `Five vendors' webhooks, one gateway, and behind it one receiver. Each line is
one real request, signed with secrets made for this run. RECEIVER tells what
came of it there: signed anew as Standard Webhooks by the gateway, and verified.`;

export interface DemoOptions {
  /** Prints the rows as JSON, and nothing else, on standard output. Default: a table for people. */
  readonly json?: boolean;
}

/** What the command is given by its surroundings; tests give their own. */
export interface DemoSurroundings {
  readonly stdout: Writable & { readonly isTTY?: boolean };
  readonly stderr: Writable;
  readonly startGateway: DemoParts["startGateway"];
}

/** `countersign demo`: shows the whole journey on this machine, needs nothing and leaves nothing behind. */
export async function demo({ argv }: CommandContext): Promise<ExitCode> {
  const command = new Command("countersign demo")
    .description("Plays five vendors' webhooks through a real gateway to a receiver, and checks every step.")
    .option("--json", "print the rows as JSON");
  const exitCode = parseArguments(command, argv);
  if (exitCode !== undefined) return exitCode;
  return await runDemo(command.opts<DemoOptions>());
}

/**
 * Shows the whole journey: five vendors' signed webhooks through a real gateway to a receiver that verifies them.
 * The result goes to standard output, talk to standard error.
 *
 * @returns the exit code: 0 when everything was as it should be, 1 with the reason when not.
 */
export async function runDemo(
  options: DemoOptions = {},
  { stdout, stderr, startGateway }: DemoSurroundings = {
    stdout: process.stdout,
    stderr: process.stderr,
    startGateway: startGatewayProcess,
  },
): Promise<ExitCode> {
  const interruption = watchForInterruption(DEADLINE_MS);
  const talk = (text: string): void => void stderr.write(`${text}\n`);
  try {
    const result = await performDemo({ signal: interruption.signal, startGateway, talk });
    const text =
      options.json === true ? formatJson(result) : formatForPeople(result, outputColors(stdout, process.env));
    await write(stdout, text);
    if (result.deviations.length === 0) return exitCodes.ok;
    talk(explain(result));
    return exitCodes.refused;
  } catch (error) {
    talk(`The demo did not finish: ${error instanceof Error ? error.message : String(error)}`);
    return exitCodes.refused;
  } finally {
    interruption.stopWatching();
  }
}

function formatForPeople(result: DemoResult, colors: Colors): string {
  const parts = [INTRODUCTION, formatTable(result.rows, colors), formatSummary(result, colors)];
  if (result.deviations.length === 0) parts.push(formatNextSteps(colors));
  return `\n${parts.join("\n\n")}\n`;
}

function formatJson({ rows }: DemoResult): string {
  return `${JSON.stringify(rows, undefined, 2)}\n`;
}

function explain({ deviations, logLines }: DemoResult): string {
  return [
    "The demo did not go as it should:",
    ...deviations.map((deviation) => `  ${deviation}`),
    "The gateway's last lines:",
    ...logLines.map((line) => `  ${line}`),
  ].join("\n");
}

/** Resolves once all is written: the process may end right after. */
async function write(stream: Writable, text: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    stream.write(text, (error) => (error instanceof Error ? reject(error) : resolve()));
  });
}
