import type { Verifier } from "../verifier.ts";

const METHODS_WITH_BODY = ["POST", "PUT", "PATCH", "DELETE", "GET"] as const;

/**
 * The method a verifier takes, for the `Allow` header that RFC 9110 section 15.5.6 demands; undefined for an uncommon
 * one. Asked only when a request had the wrong method; it ends at the headers, before anything is hashed.
 */
export function allowedMethod(verifier: Verifier): string | undefined {
  const probe = { headers: [], body: new Uint8Array() };
  return METHODS_WITH_BODY.find((method) => {
    const verdict = verifier.verify({ ...probe, method });
    return verdict.ok || verdict.code !== "wrong_method";
  });
}
