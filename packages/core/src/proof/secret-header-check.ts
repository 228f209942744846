import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { bytesOfByteString } from "../encoding/byte-string.ts";
import { findHeader, REPEATED } from "../headers.ts";
import { sendableSecret } from "../keys/sendable-secret.ts";
import type { SecretHeaderProof } from "../scheme.ts";
import type { VerdictCode } from "../verdict-codes.ts";
import type { Claim, ProofCheck, ProofInput } from "./proof-check.ts";
import { trimBlanks } from "./trim-blanks.ts";

/** Both sides are hashed before they are compared, so that not even their lengths can be told from the time. */
function sha256(bytes: Uint8Array): Uint8Array {
  return createHash("sha256").update(bytes).digest();
}

/** Compares a header with an agreed text. It proves the sender, never the body. */
export class SecretHeaderCheck implements ProofCheck<Uint8Array> {
  readonly dummyKey: Uint8Array = sha256(randomBytes(32));
  readonly #header: string;
  #received: Uint8Array = this.dummyKey;

  constructor(proof: SecretHeaderProof) {
    this.#header = proof.header.toLowerCase();
  }

  keyOf(secret: string): Uint8Array {
    return sha256(sendableSecret(secret));
  }

  read({ headers, body }: ProofInput): Claim | VerdictCode {
    const header = findHeader(headers, this.#header);
    if (header === undefined) return "missing_header";
    if (header === REPEATED) return "repeated_header";
    const bytes = bytesOfByteString(trimBlanks(header));
    if (bytes === undefined || bytes.length === 0) return "malformed_signature";
    this.#received = sha256(bytes);
    return { message: { before: "", body, after: "", isEscaped: false }, id: undefined, signedAt: undefined };
  }

  prepare(): void {
    // The header was hashed when it was read.
  }

  isMatch(key: Uint8Array): boolean {
    return timingSafeEqual(key, this.#received);
  }
}
