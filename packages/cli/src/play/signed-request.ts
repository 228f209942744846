import { createSigner } from "countersign";
import type { Scheme, SignerOptions } from "countersign";

/** A request exactly as it goes over the wire. */
export interface SignedRequest {
  readonly method: "POST";
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
  readonly body: string;
}

/**
 * The request that a vendor would send: the body serialised once, and those bytes signed.
 *
 * @throws CountersignError when the scheme needs something that `signer` does not have.
 */
export function signedRequest(input: SigningInput): SignedRequest {
  const body = Buffer.from(input.body, "utf8");
  const signature = createSigner(input.scheme, input.signer).sign({ method: "POST", body });
  return {
    method: "POST",
    url: input.url,
    headers: { "Content-Type": "application/json", ...signature },
    body,
  };
}
