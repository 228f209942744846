import type { SignerOptions, VerifierOptions } from "countersign";
import type { Keys } from "./read-keys.ts";

/** What the caller that an API key names is called where there is only one. */
const CALLER_ID = "caller";
const ORGANIZATION = "desk";

/** The library's options to sign as the sender. */
export function signerOptions({ secrets, apiKey, keyEncoding, publicUrl, method, now }: Keys): SignerOptions {
  return {
    keys: secrets.map(({ value }) => ({ secret: value })),
    ...(apiKey !== undefined && { apiKey: apiKey.value }),
    keyEncoding,
    publicUrl,
    method,
    now,
  };
}

/** The library's options to verify what the sender signed. */
export function verifierOptions({
  secrets,
  apiKey,
  keyEncoding,
  publicUrl,
  method,
  now,
}: Keys): VerifierOptions {
  const keys = secrets.map(({ value }) => ({ secret: value }));
  const who =
    apiKey === undefined
      ? { keys }
      : { callers: [{ id: CALLER_ID, organization: ORGANIZATION, apiKey: apiKey.value, keys }] };
  return { ...who, keyEncoding, publicUrl, method, now };
}
