import { Command } from "commander";
import { parseArguments } from "../arguments/parse-arguments.ts";
import type { CommandContext } from "../commands.ts";
import type { ExitCode } from "../exit-codes.ts";
import { STDIN_NAME } from "../input/read-input.ts";
import { appended } from "../keys/key-options.ts";
import { refuseStdinTwice } from "../keys/refuse-stdin-twice.ts";
import { readSecret } from "../secrets/read-secret.ts";
import { warnOfLiterals } from "../secrets/warn-of-literals.ts";
import { tellExplanation } from "./explain/tell-explanation.ts";
import { addRequestOptions, readRequestToJudge } from "./verify/read-request.ts";
import type { RequestOptions } from "./verify/read-request.ts";

interface ExplainOptions extends RequestOptions {
  readonly otherSecret?: readonly string[];
  readonly report?: true;
  readonly json?: true;
}

/** `countersign explain`: why was this captured request refused? */
export async function explain({ argv, environment }: CommandContext): Promise<ExitCode> {
  const command = new Command("countersign explain").description(
    "Searches for the cause of a refusal: the body written again, a wrong secret, another scheme, and many more.",
  );
  addRequestOptions(command)
    .option("--other-secret <reference>", "another secret that may have signed; may be given again", appended)
    .option("--report", "print a report for the sender's ticket, without secret, signature or body")
    .option("--json", "print the explanation as JSON");
  const exitCode = parseArguments(command, argv);
  if (exitCode !== undefined) return exitCode;

  const options = command.opts<ExplainOptions>();
  const { otherSecret = [] } = options;
  // They count among the secrets where standard input can serve one of them only.
  const all = { ...options, secret: [...options.secret, ...otherSecret] };
  const path = command.args[0] ?? STDIN_NAME;
  refuseStdinTwice(all, path);
  const otherSecrets = await Promise.all(otherSecret.map((each) => readSecret(each, environment)));
  warnOfLiterals(otherSecrets);
  const { keys, capture } = await readRequestToJudge(options, path, environment);
  return await tellExplanation(
    { keys, request: capture, otherSecrets },
    { environment, isJson: options.json === true, isReport: options.report === true },
  );
}
