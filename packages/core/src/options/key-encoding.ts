import { misuse } from "../misuse.ts";
import type { KeyEncoding, Scheme } from "../scheme.ts";

const KEY_ENCODINGS: readonly KeyEncoding[] = ["utf8", "hex", "base64"];

/** @throws CountersignError `key_encoding_unknown`, `key_encoding_not_accepted` */
export function readKeyEncoding(value: unknown, scheme: Scheme): KeyEncoding | undefined {
  if (value === undefined) return undefined;
  const encoding = KEY_ENCODINGS.find((each) => each === value);
  if (encoding === undefined) throw misuse("key_encoding_unknown");
  if (scheme.proof.kind !== "mac") throw misuse("key_encoding_not_accepted");
  return encoding;
}
