import type { HmacKey } from "../mac/hmac-key.ts";
import type { KeyEncoding, Scheme } from "../scheme.ts";
import type { HeaderWriter } from "./header-writer.ts";
import { MacHeaderWriter } from "./mac-header-writer.ts";
import { SecretHeaderWriter } from "./secret-header-writer.ts";

/** A key of some writer; which one is the writer's own business. */
export type WriterKey = HmacKey | string;

/** The writer for a scheme's kind of proof. */
export function createHeaderWriter(
  scheme: Scheme,
  keyEncoding: KeyEncoding | undefined,
): HeaderWriter<WriterKey> {
  const { proof } = scheme;
  // A writer is only ever given keys that it made itself, so the kinds of key never mix.
  if (proof.kind === "mac") return new MacHeaderWriter(scheme, proof, keyEncoding);
  return new SecretHeaderWriter(proof);
}
