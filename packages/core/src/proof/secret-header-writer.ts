import { byteStringOf } from "../encoding/byte-string.ts";
import { sendableSecret } from "../keys/sendable-secret.ts";
import type { SecretHeaderProof } from "../scheme.ts";
import type { HeaderWriter } from "./header-writer.ts";

/** Sends the agreed text as it is. */
export class SecretHeaderWriter implements HeaderWriter<string> {
  readonly maxKeys = 1;
  readonly #header: string;

  constructor(proof: SecretHeaderProof) {
    this.#header = proof.header;
  }

  keyOf(secret: string): string {
    return byteStringOf(sendableSecret(secret));
  }

  write(keys: readonly string[]): Record<string, string> {
    return { [this.#header]: keys.join("") };
  }
}
