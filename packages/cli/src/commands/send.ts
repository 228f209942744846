import { Command, Option } from "commander";
import type { Scheme } from "countersign";
import { parseArguments } from "../arguments/parse-arguments.ts";
import { readUrl } from "../arguments/read-url.ts";
import { readWholeNumber } from "../arguments/read-whole-number.ts";
import { CommandError } from "../command-error.ts";
import type { CommandContext } from "../commands.ts";
import { freshBody } from "../examples/example.ts";
import { exitCodes } from "../exit-codes.ts";
import type { ExitCode } from "../exit-codes.ts";
import { readInput } from "../input/read-input.ts";
import { addClockOption, addKeyOptions } from "../keys/key-options.ts";
import type { KeyOptions } from "../keys/key-options.ts";
import { signerOptions } from "../keys/library-options.ts";
import { readKeys } from "../keys/read-keys.ts";
import { refuseStdinTwice } from "../keys/refuse-stdin-twice.ts";
import { withSignedUrl } from "../keys/signed-url.ts";
import { exportRequest, formatRequest } from "../output/format-request.ts";
import { endWithReader, print, printJson, talk } from "../output/print.ts";
import { messageId } from "../play/message-id.ts";
import { runBounded } from "../play/run-bounded.ts";
import { signedRequest } from "../play/signed-request.ts";
import type { SignedRequest, SigningInput } from "../play/signed-request.ts";
import { tampers } from "../play/tampers.ts";
import type { Tamper } from "../play/tampers.ts";
import { findExample } from "./send/find-example.ts";
import { formatSent } from "./send/format-sent.ts";
import { postRequest } from "./send/post-request.ts";

/** Enough for a first look at what a receiver bears; load tests are another tool's work. */
const MAX_REPEAT = 10_000;
const MAX_CONCURRENCY = 64;

interface SendOptions extends KeyOptions {
  readonly event?: string;
  readonly body?: string;
  readonly id?: string;
  readonly tamper?: string;
  readonly repeat?: string;
  readonly concurrency?: string;
  readonly print?: true;
  readonly showBody?: true;
  readonly json?: true;
}

/** `countersign send`: plays a sender against a URL. */
export async function send({ argv, environment }: CommandContext): Promise<ExitCode> {
  const command = sendCommand();
  const exitCode = parseArguments(command, argv);
  if (exitCode !== undefined) return exitCode;

  const options = command.opts<SendOptions>();
  const url = readUrl(command.args[0] ?? "");
  refuseStdinTwice(options, ...(options.body === undefined ? [] : [options.body]));
  const keys = withSignedUrl(await readKeys(options, environment), url);
  const nextBody = await bodySource(options, keys.scheme);
  const tamper = options.tamper === undefined ? undefined : tampers[options.tamper];
  const nextRequest = (): SignedRequest => {
    const input: SigningInput = {
      scheme: keys.scheme,
      signer: signerOptions(keys),
      url,
      body: nextBody(),
      method: options.method ?? "POST",
      id: options.id ?? messageId(),
    };
    return tamper === undefined ? signedRequest(input) : tamper.apply(input);
  };
  if (options.print === true) return await printRequest(nextRequest(), options);
  if (tamper !== undefined) talk(expectation(tamper));
  return await sendAll(nextRequest, options);
}

function sendCommand(): Command {
  const command = new Command("countersign send")
    .description(
      "Signs an example event as its sender would, and posts it. Exits with 0 if each answer is 2xx.",
    )
    .argument("<url>", "where to post");
  return addClockOption(addKeyOptions(command))
    .option("--event <type>", "which example event; without it, they are listed")
    .option("--body <file>", "post the bytes of this file, or of standard input for -, instead of an example")
    .option("--id <id>", "the event's id, for schemes that sign one (default: a fresh one)")
    .addOption(
      new Option("--tamper <kind>", `send what a right receiver refuses: ${tamperHelp()}`).choices(
        Object.keys(tampers),
      ),
    )
    .option("--repeat <number>", `how many events to send, at most ${MAX_REPEAT} (default: 1)`)
    .option("--concurrency <number>", `how many at a time, at most ${MAX_CONCURRENCY} (default: 1)`)
    .option("--print", "print the signed request and send nothing")
    .option("--show-body", "show the body: of the request with --print, else of the answer")
    .option("--json", "print JSON, one object a line");
}

function tamperHelp(): string {
  return Object.entries(tampers)
    .map(([kind, { summary }]) => `${kind}: ${summary}`)
    .join("; ");
}

function expectation({ summary, isHarmless }: Tamper): string {
  return `Tampered: ${summary}. A right receiver ${isHarmless === true ? "accepts" : "refuses"} this.`;
}

/** Gives the body of one request after the other: another event each, or the file's bytes. */
async function bodySource({ event, body }: SendOptions, scheme: Scheme): Promise<() => string | Uint8Array> {
  if (body === undefined) {
    const example = findExample(scheme, event);
    return () => freshBody(example);
  }
  if (event !== undefined)
    throw new CommandError("argument_invalid", "--event and --body exclude each other");
  const bytes = await readInput(body);
  return () => bytes;
}

async function printRequest(request: SignedRequest, { json, showBody }: SendOptions): Promise<ExitCode> {
  const showsBody = showBody === true;
  if (json === true) await printJson(exportRequest(request, { showsBody }));
  else await print(formatRequest(request, { showsBody }));
  if (!showsBody) talk(`The body of ${request.body.length} bytes is left out; --show-body shows it.`);
  return exitCodes.ok;
}

async function sendAll(nextRequest: () => SignedRequest, options: SendOptions): Promise<ExitCode> {
  const repetition = {
    times: readWholeNumber(options.repeat ?? "1", { option: "--repeat", min: 1, max: MAX_REPEAT }),
    concurrency: readWholeNumber(options.concurrency ?? "1", {
      option: "--concurrency",
      min: 1,
      max: MAX_CONCURRENCY,
    }),
  };
  endWithReader();
  let accepted = 0;
  await runBounded(repetition, async () => {
    const sent = await postRequest(nextRequest());
    if (sent.isAccepted) accepted += 1;
    const showsBody = options.showBody === true;
    if (options.json === true) await printJson({ ...sent, ...(!showsBody && { answer: undefined }) });
    else await print(formatSent(sent, { showsBody }));
  });
  if (repetition.times > 1) talk(`${accepted} of ${repetition.times} were answered with 2xx`);
  return accepted === repetition.times ? exitCodes.ok : exitCodes.refused;
}
