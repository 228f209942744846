import { Command } from "commander";
import { createVerifier } from "countersign";
import { trace } from "countersign/trace";
import { parseArguments } from "../arguments/parse-arguments.ts";
import { readEntry } from "../arguments/read-entry.ts";
import { readCapture } from "../capture/read-capture.ts";
import type { CommandContext } from "../commands.ts";
import { exitCodes } from "../exit-codes.ts";
import type { ExitCode } from "../exit-codes.ts";
import { STDIN_NAME } from "../input/read-input.ts";
import { addClockOption, addKeyOptions } from "../keys/key-options.ts";
import type { KeyOptions } from "../keys/key-options.ts";
import { verifierOptions } from "../keys/library-options.ts";
import { readKeys } from "../keys/read-keys.ts";
import { refuseStdinTwice } from "../keys/refuse-stdin-twice.ts";
import { withSignedUrl } from "../keys/signed-url.ts";
import { outputColors } from "../output/output-colors.ts";
import { print, printJson, talk } from "../output/print.ts";
import { formatVerdict } from "../verdicts/format-verdict.ts";
import { keyLabels } from "../verdicts/key-labels.ts";

interface VerifyOptions extends KeyOptions {
  readonly entry?: string;
  readonly json?: true;
}

/** `countersign verify`: is this captured request what its sender signed? */
export async function verify({ argv, environment }: CommandContext): Promise<ExitCode> {
  const command = new Command("countersign verify")
    .description("Verifies a captured request. Exits with 0 if it is what its sender signed, with 1 if not.")
    .argument(
      "[capture]",
      "a raw HTTP request, HAR file, curl line or JSON export; - for standard input",
      STDIN_NAME,
    );
  addClockOption(addKeyOptions(command))
    .option("--entry <number>", "which entry of a HAR file, from 1 (default: 1)")
    .option("--json", "print the verdict and its steps as JSON");
  const exitCode = parseArguments(command, argv);
  if (exitCode !== undefined) return exitCode;

  const options = command.opts<VerifyOptions>();
  const path = command.args[0] ?? STDIN_NAME;
  refuseStdinTwice(options, path);
  const entry = readEntry(options.entry);
  const given = await readKeys(options, environment);
  const capture = await readCapture(path, { entry });
  for (const doubt of capture.doubts) talk(`Note: ${doubt}.`);

  const keys = withSignedUrl(given, capture.url);
  // One reading of the clock, so that verdict and steps speak of the same moment.
  const nowMs = keys.now();
  const verifier = verifierOptions({ ...keys, now: () => nowMs });
  const verdict = createVerifier(keys.scheme, verifier).verify(capture);
  const traced = trace(keys.scheme, verifier, capture);
  if (options.json === true) await printJson({ verdict, steps: traced.steps, doubts: capture.doubts });
  else {
    const judged = { verdict, trace: traced, labels: keyLabels(keys), nowMs };
    await print(formatVerdict(judged, outputColors(process.stdout, environment)));
  }
  return verdict.ok ? exitCodes.ok : exitCodes.refused;
}
