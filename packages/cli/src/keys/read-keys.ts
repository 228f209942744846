import { callerHeader } from "countersign";
import type { Scheme } from "countersign";
import { readMoment } from "../arguments/read-moment.ts";
import { CommandError } from "../command-error.ts";
import { findScheme } from "../schemes/find-scheme.ts";
import { readSecret } from "../secrets/read-secret.ts";
import type { Secret } from "../secrets/read-secret.ts";
import { warnOfLiterals } from "../secrets/warn-of-literals.ts";
import type { KeyOptions } from "./key-options.ts";

/** The sender as the options name it, with all that they refer to read. */
export interface Keys {
  readonly scheme: Scheme;
  /** One or more, in the order in which they were given. */
  readonly secrets: readonly Secret[];
  /** Present where the scheme's API key names the caller. */
  readonly apiKey?: Secret;
  readonly keyEncoding?: KeyOptions["keyEncoding"];
  readonly publicUrl?: string;
  readonly method?: string;
  /** The clock, in milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Reads the scheme, the secrets and the API key that the options refer to. Warns of secrets on the command line.
 *
 * @throws CommandError for what cannot be read; CountersignError for a scheme file that breaks the scheme language.
 */
export async function readKeys(
  options: KeyOptions,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Keys> {
  const scheme = await findScheme(options.scheme);
  const secrets = await Promise.all(options.secret.map((each) => readSecret(each, environment)));
  const apiKey = await readApiKey(scheme, options.apiKey, environment);
  warnOfLiterals([...secrets, ...(apiKey === undefined ? [] : [apiKey])]);
  const fixedNowMs = options.now === undefined ? undefined : readMoment(options.now);
  return {
    scheme,
    secrets,
    ...(apiKey !== undefined && { apiKey }),
    ...(options.keyEncoding !== undefined && { keyEncoding: options.keyEncoding }),
    ...(options.publicUrl !== undefined && { publicUrl: options.publicUrl }),
    ...(options.method !== undefined && { method: options.method }),
    now: () => fixedNowMs ?? Date.now(),
  };
}

async function readApiKey(
  scheme: Scheme,
  reference: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Secret | undefined> {
  const header = callerHeader(scheme);
  if (reference !== undefined) return await readSecret(reference, environment);
  if (header === undefined) return undefined;
  throw new CommandError("api_key_missing", `scheme ${scheme.id}, header ${header}`);
}
