import type { Command } from "commander";

/** Where a gateway listens unless told otherwise. */
const DEFAULT_URL = "http://127.0.0.1:8420";

/** Says where the gateway is, for commands that are called without `--url`. */
export const URL_VARIABLE = "COUNTERSIGN_URL";

/** Holds the API key, or a reference to it. */
export const API_KEY_VARIABLE = "COUNTERSIGN_API_KEY";

/** What every command over the API takes, as typed. */
export interface ApiOptions {
  readonly url?: string;
  readonly apiKey?: string;
  readonly json?: true;
}

/** Adds the options that say which gateway is meant. */
export function addUrlOption(command: Command): Command {
  return command.option("--url <url>", `the gateway (default: ${URL_VARIABLE}, else ${DEFAULT_URL})`);
}

/** Adds the option that says who calls. */
export function addApiKeyOption(command: Command): Command {
  return command.option(
    "--api-key <reference>",
    `env:NAME, file:PATH or stdin (default: the variable ${API_KEY_VARIABLE}, which holds the key or a reference)`,
  );
}

/** The gateway's URL as the options or the environment give it; not yet checked. */
export function givenUrl(
  { url }: ApiOptions,
  environment: Readonly<Record<string, string | undefined>>,
): string {
  return url ?? (environment[URL_VARIABLE] || DEFAULT_URL);
}
