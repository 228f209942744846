import type { Command } from "commander";
import { readEntry } from "../../arguments/read-entry.ts";
import type { CapturedRequest } from "../../capture/captured-request.ts";
import { readCapture } from "../../capture/read-capture.ts";
import { STDIN_NAME } from "../../input/read-input.ts";
import { addClockOption, addKeyOptions } from "../../keys/key-options.ts";
import type { KeyOptions } from "../../keys/key-options.ts";
import { readKeys } from "../../keys/read-keys.ts";
import type { Keys } from "../../keys/read-keys.ts";
import { refuseStdinTwice } from "../../keys/refuse-stdin-twice.ts";
import { withSignedUrl } from "../../keys/signed-url.ts";
import { talk } from "../../output/print.ts";

/** The options of commands that judge a captured request. */
export interface RequestOptions extends KeyOptions {
  readonly entry?: string;
}

/** Adds the argument and the options that say which request is judged, by which keys and when. */
export function addRequestOptions(command: Command): Command {
  command.argument(
    "[capture]",
    "a raw HTTP request, HAR file, curl line or JSON export; - for standard input",
    STDIN_NAME,
  );
  return addClockOption(addKeyOptions(command)).option(
    "--entry <number>",
    "which entry of a HAR file, from 1 (default: 1)",
  );
}

export interface RequestToJudge {
  readonly keys: Keys;
  readonly capture: CapturedRequest;
}

/**
 * Reads the request and the keys. Says what makes the capture doubtful.
 *
 * @param path The capture; `-` is standard input.
 * @throws CommandError for what cannot be read.
 */
export async function readRequestToJudge(
  options: RequestOptions,
  path: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<RequestToJudge> {
  refuseStdinTwice(options, path);
  const entry = readEntry(options.entry);
  const given = await readKeys(options, environment);
  const capture = await readCapture(path, { entry });
  for (const doubt of capture.doubts) talk(`Note: ${doubt}.`);
  const keys = withSignedUrl(given, capture.url);
  // One reading of the clock, so that verdict, steps and explanation speak of the same moment.
  const nowMs = keys.now();
  return { keys: { ...keys, now: () => nowMs }, capture };
}
