import { createSigner } from "countersign";
import type { Scheme, SignerOptions } from "countersign";

/** A request exactly as it goes over the wire. */
export interface SignedRequest {
  readonly method: string;
  /** Where it is posted; the URL that is signed may be another (`publicUrl`). */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface SigningInput {
  readonly scheme: Scheme;
  /** Keys, API key, public URL and clock to sign with. */
  readonly signer: SignerOptions;
  /** Where to post. */
  readonly url: string;
  readonly body: string | Uint8Array;
  /** Default: POST. */
  readonly method?: string;
  /** The event's id, for schemes that sign one. */
  readonly id?: string;
}

/**
 * The request that a vendor would send: the body serialised once, and those bytes signed.
 *
 * @throws CountersignError when the scheme needs something that `signer` does not have.
 */
export function signedRequest(input: SigningInput): SignedRequest {
  const { scheme, signer, url, method = "POST", id } = input;
  const body = typeof input.body === "string" ? Buffer.from(input.body, "utf8") : input.body;
  const signature = createSigner(scheme, signer).sign({ id, method, body });
  return {
    method,
    url,
    headers: { "Content-Type": "application/json", ...signature },
    body,
  };
}
