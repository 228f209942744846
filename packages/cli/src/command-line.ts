import { readFileSync } from "node:fs";
import { CommandError } from "./command-error.ts";
import { commands } from "./commands.ts";
import { runAction } from "./run-action.ts";
import { exitCodes } from "./exit-codes.ts";
import type { ExitCode } from "./exit-codes.ts";

/** Runs the command that the arguments name and gives its exit code. Talk goes to standard error, data to standard output. */
export async function runCommandLine(
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Promise<ExitCode> {
  const [name, ...rest] = argv;
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    process.stdout.write(overview());
    return name === undefined ? exitCodes.usage : exitCodes.ok;
  }
  if (name === "--version" || name === "-V") {
    process.stdout.write(`${version()}\n`);
    return exitCodes.ok;
  }
  const entry = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (entry === undefined) {
    process.stderr.write(`countersign: there is no such command; see countersign --help\n`);
    return exitCodes.usage;
  }
  try {
    if ("load" in entry) return await (await entry.load())({ argv: rest, environment });
    return await runAction({ group: name, actions: await entry.loadActions() }, { argv: rest, environment });
  } catch (error) {
    const mistake = await readMistake(error);
    if (mistake === undefined) throw error;
    process.stderr.write(`${mistake.code}: ${mistake.message}\n`);
    return mistake.exitCode;
  }
}

interface Mistake {
  readonly code: string;
  readonly message: string;
  readonly exitCode: ExitCode;
}

/** What the person who typed can mend: a mistake that a command or the library names. Undefined for any other error. */
async function readMistake(error: unknown): Promise<Mistake | undefined> {
  if (error instanceof CommandError) {
    const { code, message, remedy, exitCode } = error;
    return { code, message: `${message}\n  ${remedy}`, exitCode };
  }
  // Loaded here only: most runs, and all of `serve`'s start, need neither.
  const { CountersignError } = await import("countersign");
  if (!(error instanceof CountersignError)) return undefined;
  return { code: error.code, message: error.message, exitCode: exitCodes.usage };
}

function overview(): string {
  const width = Math.max(...Object.keys(commands).map((name) => name.length)) + 2;
  const lines = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(width)}${summary}\n`);
  return `countersign: one door for signed webhooks\n\nUsage: countersign COMMAND [OPTION]…\n\n${lines.join("")}\ncountersign COMMAND --help tells more.\n`;
}

function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  const isManifest = typeof manifest === "object" && manifest !== null && "version" in manifest;
  return isManifest ? String(manifest.version) : "unknown";
}
