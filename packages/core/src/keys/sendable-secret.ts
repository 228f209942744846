import { misuse } from "../misuse.ts";
import { secretText } from "./secret-text.ts";

const SPACE = 0x20;
const DELETE = 0x7f;

/** Whether bytes arrive as they were sent in a header: controls are refused on the way, blanks at the ends are cut. */
function isSendable(bytes: Uint8Array): boolean {
  if (bytes[0] === SPACE || bytes.at(-1) === SPACE) return false;
  return bytes.every((byte) => byte >= SPACE && byte !== DELETE);
}

/**
 * The UTF-8 bytes of a secret or API key that travels in a header.
 *
 * @throws CountersignError the codes of `secretText`, and `otherwise` if the text cannot travel.
 */
export function sendableSecret(
  secret: unknown,
  otherwise: "secret_not_sendable" | "api_key_invalid" = "secret_not_sendable",
): Uint8Array {
  const bytes = new TextEncoder().encode(secretText(secret));
  if (!isSendable(bytes)) throw misuse(otherwise);
  return bytes;
}
