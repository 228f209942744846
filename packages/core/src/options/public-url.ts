import { isWellFormed } from "../encoding/well-formed.ts";
import { misuse } from "../misuse.ts";

/**
 * The configured URL, untouched: no parsing, because every normalisation signs another text.
 *
 * @throws CountersignError `public_url_invalid`
 */
export function readPublicUrl(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== "string" || value === "" || !isWellFormed(value)) {
    throw misuse("public_url_invalid");
  }
  return value;
}
