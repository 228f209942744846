import { randomBytes } from "node:crypto";
import type { Scheme } from "countersign";
import type { KeyEncoding } from "../config/configuration.ts";

/** As long as the output of SHA-256: no more bits count in an HMAC with it (RFC 2104 §3). */
const SECRET_BYTES = 32;

/**
 * Makes the text of a new secret in the form that the scheme's own secrets have, such as `whsec_` and base64: 256 random
 * bits, whatever the form.
 */
export function generateSecret({ proof }: Scheme, keyEncoding?: KeyEncoding): string {
  const bytes = randomBytes(SECRET_BYTES);
  if (proof.kind !== "mac") return bytes.toString("base64url");
  const { encoding, stripPrefix = "" } = proof.key;
  return `${stripPrefix}${bytes.toString(textForm(keyEncoding ?? encoding))}`;
}

/** A text that is itself the key is written in letters that survive headers, shells and copying. */
function textForm(encoding: KeyEncoding): "hex" | "base64" | "base64url" {
  return encoding === "utf8" ? "base64url" : encoding;
}
