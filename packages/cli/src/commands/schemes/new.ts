import { Command } from "commander";
import { findScheme } from "countersign/explain";
import { parseArguments } from "../../arguments/parse-arguments.ts";
import { readEntry } from "../../arguments/read-entry.ts";
import { readCapture } from "../../capture/read-capture.ts";
import type { CommandContext } from "../../commands.ts";
import { exitCodes } from "../../exit-codes.ts";
import type { ExitCode } from "../../exit-codes.ts";
import { STDIN_NAME } from "../../input/read-input.ts";
import { appended } from "../../keys/key-options.ts";
import { refuseStdinTwice } from "../../keys/refuse-stdin-twice.ts";
import { print, talk } from "../../output/print.ts";
import { describeSearch, formatFound } from "../../schemes/describe-search.ts";
import { readSecret } from "../../secrets/read-secret.ts";
import { secretLabel } from "../../secrets/secret-label.ts";
import { warnOfLiterals } from "../../secrets/warn-of-literals.ts";

const JSON_INDENT = 2;
/** A person waits for it; what is tried is bounded by its number as well. */
const SEARCH_BUDGET_MS = 10_000;

interface NewOptions {
  readonly secret: readonly string[];
  readonly id: string;
  readonly name?: string;
  readonly publicUrl?: string;
  readonly entry?: string;
  readonly json?: true;
}

/** `countersign schemes new`: the scheme of a captured request and its secret, by search. */
export async function newScheme({ argv, environment }: CommandContext): Promise<ExitCode> {
  const command = newCommand();
  const exitCode = parseArguments(command, argv);
  if (exitCode !== undefined) return exitCode;

  const options = command.opts<NewOptions>();
  const path = command.args[0] ?? STDIN_NAME;
  refuseStdinTwice(options, path);
  const secrets = await Promise.all(options.secret.map((each) => readSecret(each, environment)));
  warnOfLiterals(secrets);
  const capture = await readCapture(path, { entry: readEntry(options.entry) });
  for (const doubt of capture.doubts) talk(`Note: ${doubt}.`);
  const search = findScheme({
    request: capture,
    secrets: secrets.map((secret) => ({ name: secretLabel(secret), secret: secret.value })),
    publicUrl: options.publicUrl,
    id: options.id,
    name: options.name,
    budgetMs: SEARCH_BUDGET_MS,
  });
  const { found } = search;
  for (const line of describeSearch(search, { path, secrets })) talk(line);
  if (found === undefined) return exitCodes.refused;
  const isScheme = options.json === true || !found.isKnown;
  await print(isScheme ? `${JSON.stringify(found.scheme, undefined, JSON_INDENT)}\n` : formatFound(found));
  return exitCodes.ok;
}

function newCommand(): Command {
  return new Command("countersign schemes new")
    .description(
      "Finds the scheme by which a captured request was signed, from the request and its secret alone, and prints it.",
    )
    .argument(
      "[capture]",
      "a raw HTTP request, HAR file, curl line or JSON export; - for standard input",
      STDIN_NAME,
    )
    .requiredOption(
      "--secret <reference>",
      "env:NAME, file:PATH or stdin: the secret that signed it; may be given again if you are not sure",
      appended,
    )
    .option("--id <id>", "what to call the scheme: lower-case letters, digits and hyphens", "new-scheme")
    .option("--name <name>", "the sender's name for people (default: the id)")
    .option("--public-url <url>", "the URL exactly as the sender was given it, where it may be signed")
    .option("--entry <number>", "which entry of a HAR file, from 1 (default: 1)")
    .option("--json", "print the scheme's JSON also where it is a built-in one");
}
