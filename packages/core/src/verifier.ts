import { bodyBytes } from "./body/body-bytes.ts";
import { misuse } from "./misuse.ts";
import { SignatureRefusedError } from "./signature-refused-error.ts";
import type { HeadersInput } from "./headers.ts";
import { Judge } from "./judge.ts";
import type { Caller } from "./keys/caller.ts";
import { CallerIndex } from "./keys/caller-index.ts";
import { KeyRing } from "./keys/key-ring.ts";
import type { WebhookKey } from "./keys/webhook-key.ts";
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
import type { KeyEncoding, Scheme } from "./scheme.ts";
import { signsUrl } from "./scheme-facts.ts";
import type { AcceptedVerdict, Verdict } from "./verdict.ts";

/** How to verify one sender's requests. */
export interface VerifierOptions {
  /** The keys that may have signed; newest first by habit, any order works. Not with `callers`. */
  readonly keys?: readonly WebhookKey[] | undefined;
  /** Who may call, for schemes whose API key names the caller. Not with `keys`. */
  readonly callers?: readonly Caller[] | undefined;
  /** How the secrets' text becomes key bytes. Default: as the scheme says. */
  readonly keyEncoding?: KeyEncoding | undefined;
  /** The URL exactly as the sender was given it. Required by schemes that sign it, unused by others. */
  readonly publicUrl?: string | undefined;
  /** The method a request must have, in capitals. Default: POST. */
  readonly method?: string | undefined;
  /** How far a signed time may lie from `now`, both ways, in milliseconds, from 0. Default: as the scheme says. */
  readonly toleranceMs?: number | undefined;
  /** The largest body that is looked at. Default: 8 MiB. */
  readonly maxBodyBytes?: number | undefined;
  /** The clock, in milliseconds since 1970. Default: `Date.now`. */
  readonly now?: (() => number) | undefined;
}

/** A request as it arrived. */
export interface WebhookRequest {
  /** The request's method. Leave it out only where the server's routing has settled it. */
  readonly method?: string | undefined;
  /** Not looked at: schemes that sign a URL sign the configured one. */
  readonly url?: string | undefined;
  readonly headers: HeadersInput;
  /** The raw body; text is taken as UTF-8. Never anything that was parsed. */
  readonly body: Uint8Array | string;
}

/** Verifies requests of one sender. Both functions may be passed around on their own. */
export interface Verifier {
  readonly scheme: Scheme;
  /**
   * The verdict on a request. Whatever its headers and body hold, this returns.
   *
   * @throws CountersignError only for misuse: a body that is not bytes or text, headers of an unknown kind.
   */
  readonly verify: (request: WebhookRequest) => Verdict;
  /**
   * The same, for those who prefer to catch.
   *
   * @throws SignatureRefusedError with the refusal's `code` and `status`.
   */
  readonly verifyOrThrow: (request: WebhookRequest) => AcceptedVerdict;
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
 * A verifier for one sender. Every configuration mistake throws here, never later.
 *
 * @param scheme A built-in scheme, or one from JSON.
 * @param options The keys or callers, and what departs from the defaults.
 * @throws CountersignError whose `code` names the mistake.
 * @example
 * const verifier = createVerifier(nabla, { keys: [{ secret: "a secret" }] });
 * const verdict = verifier.verify({ method: "POST", headers: request.rawHeaders, body });
 */
export function createVerifier(scheme: Scheme, options: VerifierOptions): Verifier {
  const checked = parseScheme(scheme);
  const given = knownVerifierOptions(options);
  const method = readMethod(given["method"]);
  const publicUrl = readPublicUrl(given["publicUrl"]);
  if (signsUrl(checked) && publicUrl === undefined) throw misuse("public_url_required");
  const maxBodyBytes = readMaxBodyBytes(given["maxBodyBytes"]);
  const url = publicUrl === undefined ? "" : urlByteString(publicUrl);
  const check = createProofCheck(checked, readKeyEncoding(given["keyEncoding"], checked), { method, url });
  const judge = new Judge({
    scheme: checked,
    check,
    keys: readKeysOrCallers(checked, given, check),
    toleranceMs: readTolerance(given["toleranceMs"], checked),
    now: readClock(given["now"]),
  });

  const verify = (request: WebhookRequest): Verdict => {
    if (typeof request !== "object" || request === null) throw misuse("request_not_an_object");
    const body = bodyBytes(request.body);
    if (request.method !== undefined && request.method !== method) return judge.refusals.wrong_method;
    if (body.length > maxBodyBytes) return judge.refusals.body_too_large;
    return judge.judge({ headers: request.headers, body, method, url });
  };
  return Object.freeze({ scheme: checked, verify, verifyOrThrow: throwing(verify) });
}

/** A verification that throws its refusals. */
export function throwing<R>(verify: (request: R) => Verdict): (request: R) => AcceptedVerdict {
  return (request) => {
    const verdict = verify(request);
    if (verdict.ok) return verdict;
    throw new SignatureRefusedError(verdict.code, verdict.status);
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
