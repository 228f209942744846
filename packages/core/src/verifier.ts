import { bodyBytes } from "./body/body-bytes.ts";
import { misuse } from "./misuse.ts";
import { SignatureRefusedError } from "./signature-refused-error.ts";
import type { HeadersInput } from "./headers.ts";
import { Judge } from "./judge.ts";
import type { Caller } from "./keys/caller.ts";
import type { WebhookKey } from "./keys/webhook-key.ts";
import type { KeyEncoding, Scheme } from "./scheme.ts";
import type { AcceptedVerdict, Verdict } from "./verdict.ts";
import { readVerifierParts } from "./verifier-parts.ts";

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
  const parts = readVerifierParts(scheme, options);
  const { method, url, maxBodyBytes } = parts;
  const judge = new Judge(parts);

  const verify = (request: WebhookRequest): Verdict => {
    if (typeof request !== "object" || request === null) throw misuse("request_not_an_object");
    const body = bodyBytes(request.body);
    if (request.method !== undefined && request.method !== method) return judge.refusals.wrong_method;
    if (body.length > maxBodyBytes) return judge.refusals.body_too_large;
    return judge.judge({ headers: request.headers, body, method, url });
  };
  return Object.freeze({ scheme: parts.scheme, verify, verifyOrThrow: throwing(verify) });
}

/** A verification that throws its refusals. */
export function throwing<R>(verify: (request: R) => Verdict): (request: R) => AcceptedVerdict {
  return (request) => {
    const verdict = verify(request);
    if (verdict.ok) return verdict;
    throw new SignatureRefusedError(verdict.code, verdict.status);
  };
}
