import { Command } from "commander";
import { parseArguments } from "../../arguments/parse-arguments.ts";
import type { CommandContext } from "../../commands.ts";
import { exitCodes } from "../../exit-codes.ts";
import type { ExitCode } from "../../exit-codes.ts";
import { readJsonFile } from "../../input/read-json-file.ts";
import { formatColumns } from "../../output/format-columns.ts";
import { print, printJson, talk } from "../../output/print.ts";
import { printable } from "../../output/printable.ts";
import { findScheme } from "../../schemes/find-scheme.ts";
import { readVectors } from "../../schemes/read-vectors.ts";
import { runVector } from "../../schemes/run-vector.ts";
import type { VectorOutcome } from "../../schemes/run-vector.ts";
import { summarizeScheme } from "../../schemes/summarize-scheme.ts";

interface TestOptions {
  readonly vectors?: string;
  readonly json?: true;
}

/** `countersign schemes test`: is the scheme file well-formed, and does it judge known requests rightly? */
export async function testScheme({ argv }: CommandContext): Promise<ExitCode> {
  const command = new Command("countersign schemes test")
    .description(
      "Checks a scheme file against the scheme language, then requests with known verdicts against it.",
    )
    .argument("<file>", "a scheme file ending in .json, or the id of a built-in scheme")
    .option(
      "--vectors <file>",
      "requests with known verdicts: { vectors: [{ name, headers, bodyBase64, secrets, expect }] }",
    )
    .option("--json", "print the outcomes as JSON, one a line");
  const exitCode = parseArguments(command, argv);
  if (exitCode !== undefined) return exitCode;

  const { vectors: file, json } = command.opts<TestOptions>();
  const scheme = await findScheme(command.args[0] ?? "");
  talk(`${scheme.id} is a scheme: ${summarizeScheme(scheme)}`);
  if (file === undefined) return exitCodes.ok;

  const outcomes = readVectors(await readJsonFile(file)).map((vector) => runVector(scheme, vector));
  const wrong = outcomes.filter(({ isRight }) => !isRight);
  if (json === true) for (const outcome of outcomes) await printJson(outcome);
  else await print(formatColumns(outcomes.map(rowOf)));
  talk(`${outcomes.length - wrong.length} of ${outcomes.length} vectors are judged as expected`);
  return wrong.length === 0 ? exitCodes.ok : exitCodes.refused;
}

function rowOf({ name, isRight, expected, found }: VectorOutcome): readonly string[] {
  return isRight
    ? ["ok", printable(name)]
    : ["WRONG", printable(name), `expected ${expected}, found ${found}`];
}
