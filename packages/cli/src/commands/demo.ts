import type { Writable } from "node:stream";
import pc from "picocolors";
import type { Colors } from "picocolors/types.js";
import { formatNextSteps } from "./demo/next-steps.ts";
import { formatSummary } from "./demo/format-summary.ts";
import { formatTable } from "./demo/format-table.ts";
import { startGatewayProcess } from "./demo/gateway-process.ts";
import { watchForInterruption } from "./demo/interruption.ts";
import { performDemo } from "./demo/perform-demo.ts";
import type { DemoParts, DemoResult } from "./demo/perform-demo.ts";

/** A few seconds are usual; a machine that needs longer than this has another problem. */
const DEADLINE_MS = 60_000;

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

/**
 * Shows the whole journey: five vendors' signed webhooks through a real gateway to a receiver that verifies them.
 * The result goes to standard output, talk to standard error.
 *
 * @returns the exit code: 0 when everything was as it should be; 1 with the reason when not; 130 or 143 when a signal ended it.
 */
export async function runDemo(
  options: DemoOptions = {},
  { stdout, stderr, startGateway }: DemoSurroundings = {
    stdout: process.stdout,
    stderr: process.stderr,
    startGateway: startGatewayProcess,
  },
): Promise<number> {
  const interruption = watchForInterruption(DEADLINE_MS);
  const talk = (text: string): void => void stderr.write(`${text}\n`);
  try {
    const result = await performDemo({ signal: interruption.signal, startGateway, talk });
    stdout.write(options.json === true ? formatJson(result) : formatForPeople(result, colorsFor(stdout)));
    if (result.deviations.length === 0) return 0;
    talk(explain(result));
    return 1;
  } catch (error) {
    talk(`The demo did not finish: ${error instanceof Error ? error.message : String(error)}`);
    return interruption.signal.aborted ? interruption.exitCode() : 1;
  } finally {
    interruption.stopWatching();
  }
}

/** Colours only where someone looks: on a terminal, unless NO_COLOR is set (https://no-color.org). */
function colorsFor(stdout: DemoSurroundings["stdout"]): Colors {
  const isUnwanted = (process.env["NO_COLOR"] ?? "") !== "" || process.env["TERM"] === "dumb";
  return pc.createColors(stdout.isTTY === true && !isUnwanted);
}

function formatForPeople({ rows, counts, timings }: DemoResult, colors: Colors): string {
  return `\n${[
    `${colors.bold("Five vendors' webhooks, one gateway, one receiver.")} Every secret was made for this run.`,
    formatTable(rows, colors),
    formatSummary(counts, timings, colors),
    formatNextSteps(colors),
  ].join("\n\n")}\n`;
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
