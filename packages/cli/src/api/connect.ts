import type { Client } from "@countersign/contract/client";
import { readUrl } from "../arguments/read-url.ts";
import { CommandError } from "../command-error.ts";
import { talk } from "../output/print.ts";
import { readSecret } from "../secrets/read-secret.ts";
import { warnOfLiterals } from "../secrets/warn-of-literals.ts";
import { API_KEY_VARIABLE, givenUrl } from "./api-options.ts";
import type { ApiOptions } from "./api-options.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** As whoever runs the gateway's machine reaches it: nobody else hears what is said. */
const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/**
 * A client of the gateway that the options name, with the API key they refer to.
 *
 * @throws CommandError `no_api_key`, `secret_missing`, `argument_invalid`.
 */
export async function connect(options: ApiOptions, environment: Environment): Promise<Client> {
  const url = readGatewayUrl(options, environment);
  const apiKey = await readApiKey(options, environment);
  return await clientOf({ url, apiKey });
}

/** A client without an API key, for the routes that anyone may call. */
export async function connectWithoutKey(options: ApiOptions, environment: Environment): Promise<Client> {
  return await clientOf({ url: readGatewayUrl(options, environment) });
}

async function clientOf(options: { readonly url: string; readonly apiKey?: string }): Promise<Client> {
  // Loaded when there is something to call: schemas take longer to load than --help takes to print.
  const { createClient } = await import("@countersign/contract/client");
  return createClient(options);
}

function readGatewayUrl(options: ApiOptions, environment: Environment): string {
  const url = readUrl(givenUrl(options, environment));
  const { protocol, hostname } = new URL(url);
  if (protocol === "http:" && !LOOPBACK.test(hostname)) {
    talk("Warning: the API key travels unencrypted to this http: URL; use https:.");
  }
  return url;
}

async function readApiKey(options: ApiOptions, environment: Environment): Promise<string> {
  if (options.apiKey !== undefined) {
    const given = await readSecret(options.apiKey, environment);
    warnOfLiterals([given]);
    return given.value;
  }
  const held = environment[API_KEY_VARIABLE] ?? "";
  if (held === "") {
    throw new CommandError("no_api_key", `${API_KEY_VARIABLE} is not set, and there is no --api-key`);
  }
  return (await readSecret(held, environment)).value;
}
