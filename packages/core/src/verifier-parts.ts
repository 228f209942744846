import { misuse } from "./misuse.ts";
import type { JudgeParts } from "./judge.ts";
import { CallerIndex } from "./keys/caller-index.ts";
import { KeyRing } from "./keys/key-ring.ts";
import { readClock } from "./options/clock.ts";
import { readKeyEncoding } from "./options/key-encoding.ts";
import { knownOptions } from "./options/known-options.ts";
import { readMaxBodyBytes } from "./options/max-body-bytes.ts";
import { readMethod } from "./options/method.ts";
import { readPublicUrl } from "./options/public-url.ts";
import { readTolerance } from "./options/tolerance.ts";
import { parseScheme } from "./parse-scheme.ts";
import { createProofCheck } from "./proof/create-proof-check.ts";
import { urlByteString } from "./proof/message-plan.ts";
import type { ProofCheck } from "./proof/proof-check.ts";
import type { Scheme } from "./scheme.ts";
import { signsUrl } from "./scheme-facts.ts";

/** Everything a verifier is made of, checked. */
export interface VerifierParts extends JudgeParts {
  readonly method: string;
  /** The configured URL as the byte string that is signed; empty where there is none. */
  readonly url: string;
  readonly maxBodyBytes: number;
}

const VERIFIER_OPTIONS = [
  "apiKey", // Known, to be refused with a remedy.
  "keys",
  "callers",
  "keyEncoding",
  "publicUrl",
  "method",
  "toleranceMs",
  "maxBodyBytes",
  "now",
];

/**
 * The parts of a verifier, for all who verify or show how verification goes.
 *
 * @throws CountersignError whose `code` names the configuration mistake.
 */
export function readVerifierParts(scheme: Scheme, options: unknown): VerifierParts {
  const checked = parseScheme(scheme);
  const given = knownVerifierOptions(options);
  const method = readMethod(given["method"]);
  const publicUrl = readPublicUrl(given["publicUrl"]);
  if (signsUrl(checked) && publicUrl === undefined) throw misuse("public_url_required");
  const maxBodyBytes = readMaxBodyBytes(given["maxBodyBytes"]);
  const url = publicUrl === undefined ? "" : urlByteString(publicUrl);
  const check = createProofCheck(checked, readKeyEncoding(given["keyEncoding"], checked), { method, url });
  return {
    scheme: checked,
    check,
    keys: readKeysOrCallers(checked, given, check),
    toleranceMs: readTolerance(given["toleranceMs"], checked),
    now: readClock(given["now"]),
    method,
    url,
    maxBodyBytes,
  };
}

function knownVerifierOptions(options: unknown): Readonly<Record<string, unknown>> {
  const given = knownOptions(options, VERIFIER_OPTIONS);
  if (given["apiKey"] !== undefined) throw misuse("api_key_not_accepted");
  return given;
}

function readKeysOrCallers<K>(
  scheme: Scheme,
  { keys, callers }: Readonly<Record<string, unknown>>,
  check: ProofCheck<K>,
): KeyRing<K> | CallerIndex<K> {
  if (keys !== undefined && callers !== undefined) throw misuse("keys_and_callers");
  const keyOf = (secret: string): K => check.keyOf(secret);
  if (scheme.caller === undefined) {
    if (callers !== undefined) throw misuse("callers_not_accepted");
    return new KeyRing(keys, keyOf);
  }
  if (keys !== undefined) throw misuse("keys_not_accepted");
  return new CallerIndex(callers, keyOf);
}
