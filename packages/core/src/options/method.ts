import { misuse } from "../misuse.ts";

/** Webhooks are posted. */
const DEFAULT_METHOD = "POST";

/** Methods are case-sensitive (RFC 9110 section 9.1) and all known ones are in capitals. */
const METHOD = /^[A-Z][A-Z-]{0,31}$/;

/** @throws CountersignError `method_invalid` */
export function readMethod(value: unknown = DEFAULT_METHOD): string {
  if (typeof value !== "string" || !METHOD.test(value)) throw misuse("method_invalid");
  return value;
}
