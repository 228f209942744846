import { isWellFormed } from "../encoding/well-formed.ts";
import { misuse } from "../misuse.ts";

/**
 * A secret that may be used at all: text, not empty, well formed.
 *
 * @throws CountersignError `secret_empty`, `secret_not_text`, `secret_not_well_formed`
 */
export function secretText(secret: unknown): string {
  // An environment variable that is not set arrives as undefined.
  if (secret === undefined || secret === null || secret === "") throw misuse("secret_empty");
  if (typeof secret !== "string") throw misuse("secret_not_text");
  if (!isWellFormed(secret)) throw misuse("secret_not_well_formed");
  return secret;
}
