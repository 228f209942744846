import { bodyBytes } from "./body/body-bytes.ts";
import { misuse } from "./misuse.ts";
import type { HeadersInput } from "./headers.ts";
import { Judge } from "./judge.ts";
import { KeyRing } from "./keys/key-ring.ts";
import type { WebhookKey } from "./keys/webhook-key.ts";
import { readClock } from "./options/clock.ts";
import { readKeyEncoding } from "./options/key-encoding.ts";
import { knownOptions } from "./options/known-options.ts";
import { readMaxBodyBytes } from "./options/max-body-bytes.ts";
import { readMethod } from "./options/method.ts";
import { readTolerance } from "./options/tolerance.ts";
import { parseScheme } from "./parse-scheme.ts";
import { createProofCheck } from "./proof/create-proof-check.ts";
import { urlByteString } from "./proof/message-plan.ts";
import type { KeyEncoding, Scheme } from "./scheme.ts";
import type { AcceptedVerdict, Verdict } from "./verdict.ts";
import { throwing } from "./verifier.ts";

/** How to verify the responses of one sender's API. */
export interface ResponseVerifierOptions {
  /** The secrets of the credentials behind the access token. */
  readonly keys: readonly WebhookKey[];
  /** How the secrets' text becomes key bytes. Default: as the scheme says. */
  readonly keyEncoding?: KeyEncoding | undefined;
  /** How far a signed time may lie from `now`, both ways, in milliseconds. Default: as the scheme says. */
  readonly toleranceMs?: number | undefined;
  /** The largest body that is looked at. Default: 8 MiB. */
  readonly maxBodyBytes?: number | undefined;
  /** The clock, in milliseconds since 1970. Default: `Date.now`. */
  readonly now?: (() => number) | undefined;
}

/** A response, with the call that it answers. */
export interface SignedResponse {
  /** The call's method in capitals, and its URL exactly as it was called. */
  readonly call: { readonly method: string; readonly url: string };
  readonly headers: HeadersInput;
  /** The raw body; text is taken as UTF-8. */
  readonly body: Uint8Array | string;
}

/** Verifies signed responses of one sender's API. */
export interface ResponseVerifier {
  readonly scheme: Scheme;
  /** @throws CountersignError only for misuse. */
  readonly verify: (response: SignedResponse) => Verdict;
  /** @throws SignatureRefusedError with the refusal's `code` and `status`. */
  readonly verifyOrThrow: (response: SignedResponse) => AcceptedVerdict;
}

const RESPONSE_VERIFIER_OPTIONS = ["keys", "keyEncoding", "toleranceMs", "maxBodyBytes", "now"];

/**
 * A verifier for the signed responses of a sender's API.
 *
 * @param scheme A scheme whose sender signs its responses.
 * @param options The keys, and what departs from the defaults.
 * @throws CountersignError `responses_not_signed`, or the code of the configuration mistake.
 */
export function createResponseVerifier(scheme: Scheme, options: ResponseVerifierOptions): ResponseVerifier {
  const checked = parseScheme(scheme);
  if (checked.proof.kind !== "mac" || checked.proof.signsResponses !== true) {
    throw misuse("responses_not_signed");
  }
  const given = knownOptions(options, RESPONSE_VERIFIER_OPTIONS);
  const maxBodyBytes = readMaxBodyBytes(given["maxBodyBytes"]);
  const check = createProofCheck(checked, readKeyEncoding(given["keyEncoding"], checked), {});
  const judge = new Judge({
    scheme: checked,
    check,
    keys: new KeyRing(given["keys"], (secret) => check.keyOf(secret)),
    toleranceMs: readTolerance(given["toleranceMs"], checked),
    now: readClock(given["now"]),
  });

  const verify = (response: SignedResponse): Verdict => {
    const call: Partial<SignedResponse["call"]> | null | undefined = response?.call;
    if (typeof call !== "object" || call === null) throw misuse("request_not_an_object", "call");
    const method = readMethod(call.method ?? "");
    if (typeof call.url !== "string") throw misuse("url_invalid");
    const url = urlByteString(call.url);
    const body = bodyBytes(response.body);
    if (body.length > maxBodyBytes) return judge.refusals.body_too_large;
    return judge.judge({ headers: response.headers, body, method, url });
  };
  return Object.freeze({ scheme: checked, verify, verifyOrThrow: throwing(verify) });
}
