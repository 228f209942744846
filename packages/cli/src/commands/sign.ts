import { Command } from "commander";
import { createSigner } from "countersign";
import { parseArguments } from "../arguments/parse-arguments.ts";
import { readEntry } from "../arguments/read-entry.ts";
import type { CapturedRequest } from "../capture/captured-request.ts";
import { readCapture } from "../capture/read-capture.ts";
import { CommandError } from "../command-error.ts";
import type { CommandContext } from "../commands.ts";
import { exitCodes } from "../exit-codes.ts";
import type { ExitCode } from "../exit-codes.ts";
import { readInput, STDIN_NAME } from "../input/read-input.ts";
import { addClockOption, addKeyOptions } from "../keys/key-options.ts";
import type { KeyOptions } from "../keys/key-options.ts";
import { signerOptions } from "../keys/library-options.ts";
import { readKeys } from "../keys/read-keys.ts";
import { refuseStdinTwice } from "../keys/refuse-stdin-twice.ts";
import { withSignedUrl } from "../keys/signed-url.ts";
import { formatHeaders } from "../output/format-request.ts";
import { print, printJson, talk } from "../output/print.ts";
import { messageId } from "../play/message-id.ts";

interface SignOptions extends KeyOptions {
  readonly body?: string;
  readonly id?: string;
  readonly entry?: string;
  readonly json?: true;
}

/** `countersign sign`: the headers with which the sender would send this. */
export async function sign({ argv, environment }: CommandContext): Promise<ExitCode> {
  const command = new Command("countersign sign")
    .description("Prints the headers with which the sender would send a body, or a captured request.")
    .argument("[capture]", "a raw HTTP request, HAR file, curl line or JSON export; - for standard input");
  addClockOption(addKeyOptions(command))
    .option("--body <file>", "sign the bytes of this file, or of standard input for -, instead of a capture")
    .option("--id <id>", "the event's id, for schemes that sign one (default: a fresh one)")
    .option("--entry <number>", "which entry of a HAR file, from 1 (default: 1)")
    .option("--json", "print the headers as JSON");
  const exitCode = parseArguments(command, argv);
  if (exitCode !== undefined) return exitCode;

  const options = command.opts<SignOptions>();
  const path = command.args[0];
  refuseStdinTwice(options, options.body ?? path ?? STDIN_NAME);
  const given = await readKeys(options, environment);
  const request = await readRequest(options, path);
  for (const doubt of request.doubts) talk(`Note: ${doubt}.`);
  const keys = withSignedUrl(given, request.url);
  const headers = createSigner(keys.scheme, signerOptions(keys)).sign({
    id: options.id ?? messageId(),
    method: options.method ?? request.method,
    body: request.body,
  });
  if (options.json === true) await printJson(headers);
  else
    await print(
      formatHeaders(headers)
        .map((line) => `${line}\n`)
        .join(""),
    );
  return exitCodes.ok;
}

type ToSign = Pick<CapturedRequest, "method" | "url" | "body" | "doubts">;

async function readRequest(options: SignOptions, path: string | undefined): Promise<ToSign> {
  const { body, method = "POST" } = options;
  if (body !== undefined && path !== undefined) {
    throw new CommandError("argument_invalid", "a capture and --body are given, and only one can be signed");
  }
  if (body !== undefined) return { method, url: "", body: await readInput(body), doubts: [] };
  const entry = readEntry(options.entry);
  return await readCapture(path ?? STDIN_NAME, { entry });
}
