import { once } from "node:events";
import { Command, Option } from "commander";
import { createVerifier } from "countersign";
import { parseArguments } from "../arguments/parse-arguments.ts";
import { readWholeNumber } from "../arguments/read-whole-number.ts";
import type { CommandContext } from "../commands.ts";
import { exitCodes } from "../exit-codes.ts";
import type { ExitCode } from "../exit-codes.ts";
import { addKeyOptions } from "../keys/key-options.ts";
import type { KeyOptions } from "../keys/key-options.ts";
import { verifierOptions } from "../keys/library-options.ts";
import { readKeys } from "../keys/read-keys.ts";
import type { Keys } from "../keys/read-keys.ts";
import { refuseStdinTwice } from "../keys/refuse-stdin-twice.ts";
import { outputColors } from "../output/output-colors.ts";
import { endWithReader, talk } from "../output/print.ts";
import { summarizeScheme } from "../schemes/summarize-scheme.ts";
import { secretLabel } from "../secrets/secret-label.ts";
import { explainRequest } from "../verdicts/explain-request.ts";
import { formatExplanation } from "../verdicts/format-explanation.ts";
import type { Explained } from "../verdicts/format-explanation.ts";
import { formatFullExplanation } from "../verdicts/format-full-explanation.ts";
import { audiences } from "./listen/audiences.ts";
import type { OutputKind } from "./listen/audiences.ts";
import { deskKeys, KEYS_HELP } from "./listen/desk-keys.ts";
import { formatAnswered } from "./listen/format-heard.ts";
import type { Heard } from "./listen/heard.ts";
import { openKeyboard } from "./listen/keyboard.ts";
import { remembering } from "./listen/last-heard.ts";
import type { LastHeard } from "./listen/last-heard.ts";
import { replay } from "./listen/replay.ts";
import { readTarget } from "./listen/target.ts";
import { startVerifyingServer } from "./listen/verifying-server.ts";

const DEFAULT_PORT = 4400;
const MAX_PORT = 65_535;
/** As the library: 8 MiB. */
const DEFAULT_MAX_BODY_BYTES = 8 * 1024 * 1024;
const MAX_BODY_BYTES = 64 * 1024 * 1024;
/** Ctrl-C, the usual request to end, and a terminal that was closed. */
const ENDING_SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

interface ListenOptions extends KeyOptions {
  readonly port?: string;
  readonly maxBody?: string;
  readonly output: OutputKind;
  readonly json?: true;
}

/** `countersign listen`: verifies on this machine what a tunnel or `send` brings, and passes it on to an app. */
export async function listen({ argv, environment }: CommandContext): Promise<ExitCode> {
  const command = listenCommand();
  const exitCode = parseArguments(command, argv);
  if (exitCode !== undefined) return exitCode;

  const options = command.opts<ListenOptions>();
  refuseStdinTwice(options);
  const target = readTarget(command.args[0] ?? "");
  const port = readWholeNumber(options.port ?? String(DEFAULT_PORT), {
    option: "--port",
    min: 0,
    max: MAX_PORT,
  });
  const maxBodyBytes = readWholeNumber(options.maxBody ?? String(DEFAULT_MAX_BODY_BYTES), {
    option: "--max-body",
    min: 0,
    max: MAX_BODY_BYTES,
  });
  const keys = await readKeys(options, environment);
  const verifier = createVerifier(keys.scheme, { ...verifierOptions(keys), maxBodyBytes });
  const last: LastHeard = {};
  const colors = outputColors(process.stdout, environment);
  const audience = audiences[options.json === true ? "json" : options.output]({
    write: (line) => process.stdout.write(`${line}\n`),
    colors,
    explain: (heard) => explainRefusal(heard, keys, formatExplanation),
  });
  endWithReader();
  // Before it listens: whoever reads that it does may end it at once.
  const quitting = new AbortController();
  const ending = nextSignal(quitting.signal);
  const server = await startVerifyingServer({
    port,
    verifier,
    target,
    maxBodyBytes,
    audience: remembering(audience, last),
  });
  // A secret may have come from the terminal: then it has ended.
  const hasKeys = process.stdin.isTTY && !options.secret.includes("stdin") && options.apiKey !== "stdin";
  const desk = deskKeys({
    last,
    quit: () => quitting.abort(),
    explain: (heard) => explainRefusal(heard, keys, formatFullExplanation),
    replay: async (heard) => await replay(heard, target, quitting.signal),
    formatAnswer: (heard, answer) => formatAnswered(heard, answer, outputColors(process.stderr, environment)),
  });
  using _keyboard = hasKeys ? openKeyboard(process.stdin, desk) : undefined;
  introduce(keys, { url: server.url, target, hasKeys });
  await ending;
  quitting.abort();
  await server.close();
  return exitCodes.ok;
}

function listenCommand(): Command {
  const command = new Command("countersign listen")
    .description(
      "Listens on this machine, verifies each request's exact bytes, and passes the right ones on to an app.",
    )
    .argument(
      "<app>",
      "the app's port on this machine, or its URL; with a path, all requests go to that path",
    );
  return addKeyOptions(command)
    .option("--port <number>", `where to listen; 0 for any free port (default: ${DEFAULT_PORT})`)
    .option("--max-body <bytes>", `the largest body to take (default: ${DEFAULT_MAX_BODY_BYTES})`)
    .addOption(
      new Option(
        "--output <kind>",
        "interactive explains refusals, compact is a line a request, quiet tells of trouble only",
      )
        .choices(Object.keys(audiences))
        .default("interactive" satisfies OutputKind),
    )
    .option("--json", "as --output json: one JSON object a request");
}

interface Place {
  readonly url: string;
  readonly target: URL;
  readonly hasKeys: boolean;
}

function introduce(keys: Keys, { url, target, hasKeys }: Place): void {
  const labels = keys.secrets.map(secretLabel).join(", ");
  talk(`Listening on  ${url}  scheme ${keys.scheme.id} (${summarizeScheme(keys.scheme)})  secret ${labels}`);
  talk(
    `Forwarding to ${target.origin}${target.pathname}  bytes unchanged; ${hasKeys ? KEYS_HELP : "Ctrl-C ends"}`,
  );
}

function explainRefusal(
  { method, headers, body, verdict }: Heard,
  keys: Keys,
  format: (explained: Explained) => readonly string[],
): readonly string[] {
  // Its body was not read, so that there is nothing to look into.
  if (!verdict.ok && verdict.code === "body_too_large") return [];
  return format(explainRequest({ keys, request: { method, headers, body } }));
}

/** Waits for a signal that ends, or for who aborts. */
async function nextSignal(quitting: AbortSignal): Promise<void> {
  const controller = new AbortController();
  const { signal } = controller;
  try {
    const quit = quitting.aborted ? Promise.resolve() : once(quitting, "abort", { signal });
    await Promise.race([quit, ...ENDING_SIGNALS.map((name) => once(process, name, { signal }))]);
  } finally {
    controller.abort();
  }
}
