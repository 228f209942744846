import { isWellFormed } from "../encoding/well-formed.ts";
import { misuse } from "../misuse.ts";
import { sendableSecret } from "./sendable-secret.ts";

/**
 * The bytes of an API key as they stand in its header.
 *
 * @throws CountersignError `api_key_invalid`
 */
export function apiKeyBytes(apiKey: unknown): Uint8Array {
  if (typeof apiKey !== "string" || apiKey === "" || !isWellFormed(apiKey)) {
    throw misuse("api_key_invalid");
  }
  return sendableSecret(apiKey, "api_key_invalid");
}
