import { byteStringOf } from "../encoding/byte-string.ts";
import { misuse } from "../misuse.ts";
import { signingMisuse } from "../signing-misuse.ts";
import { apiKeyBytes } from "../keys/api-key.ts";
import type { Scheme } from "../scheme.ts";

/**
 * The caller header a signer sends, or no header where the scheme has none.
 *
 * @throws CountersignError `api_key_required`, `api_key_not_accepted`, `api_key_invalid`
 */
export function readApiKeyHeader(value: unknown, { caller }: Scheme): Readonly<Record<string, string>> {
  if (caller === undefined) {
    if (value !== undefined) throw misuse("api_key_not_accepted");
    return {};
  }
  if (value === undefined) throw signingMisuse("api_key_required");
  return { [caller.header]: byteStringOf(apiKeyBytes(value)) };
}
