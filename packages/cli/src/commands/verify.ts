import { Command } from "commander";
import { createVerifier } from "countersign";
import { trace } from "countersign/trace";
import { parseArguments } from "../arguments/parse-arguments.ts";
import type { CommandContext } from "../commands.ts";
import { exitCodes } from "../exit-codes.ts";
import type { ExitCode } from "../exit-codes.ts";
import { STDIN_NAME } from "../input/read-input.ts";
import { verifierOptions } from "../keys/library-options.ts";
import { outputColors } from "../output/output-colors.ts";
import { print, printJson, talk } from "../output/print.ts";
import { formatVerdict } from "../verdicts/format-verdict.ts";
import { keyLabels } from "../verdicts/key-labels.ts";
import { addRequestOptions, readRequestToJudge } from "./verify/read-request.ts";
import type { RequestOptions } from "./verify/read-request.ts";

interface VerifyOptions extends RequestOptions {
  readonly explain?: true;
  readonly json?: true;
}

/** `countersign verify`: is this captured request what its sender signed? */
export async function verify(context: CommandContext): Promise<ExitCode> {
  const { argv, environment } = context;
  const command = new Command("countersign verify").description(
    "Verifies a captured request. Exits with 0 if it is what its sender signed, with 1 if not.",
  );
  addRequestOptions(command)
    .option("--explain", "search for the cause of a refusal: the same as countersign explain")
    .option("--json", "print the verdict and its steps as JSON");
  const exitCode = parseArguments(command, argv);
  if (exitCode !== undefined) return exitCode;

  const options = command.opts<VerifyOptions>();
  const path = command.args[0] ?? STDIN_NAME;
  const { keys, capture } = await readRequestToJudge(options, path, environment);
  if (options.explain === true) {
    const { tellExplanation } = await import("./explain/tell-explanation.ts");
    return await tellExplanation({ keys, request: capture }, { environment, isJson: options.json === true });
  }
  const verifier = verifierOptions(keys);
  const verdict = createVerifier(keys.scheme, verifier).verify(capture);
  const traced = trace(keys.scheme, verifier, capture);
  if (options.json === true) await printJson({ verdict, steps: traced.steps, doubts: capture.doubts });
  else {
    const judged = { verdict, trace: traced, labels: keyLabels(keys), nowMs: keys.now() };
    await print(formatVerdict(judged, outputColors(process.stdout, environment)));
    if (!verdict.ok) talk("To search for the cause: --explain");
  }
  return verdict.ok ? exitCodes.ok : exitCodes.refused;
}
