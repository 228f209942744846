import { randomBytes, timingSafeEqual } from "node:crypto";
import { findHeader, REPEATED } from "../headers.ts";
import { macKey } from "../keys/mac-key.ts";
import { digestBytes, HmacKey } from "../mac/hmac-key.ts";
import { layOut } from "../mac/scratch.ts";
import type { KeyEncoding, MacProof, Scheme } from "../scheme.ts";
import { idPart, timestampPart } from "../scheme-facts.ts";
import { type TimestampParser, timestampParsers } from "../time/timestamp-parsers.ts";
import type { VerdictCode } from "../verdict-codes.ts";
import { macHashes } from "./mac-algorithms.ts";
import { macWithAppendedBytes } from "./mac-with-appended-bytes.ts";
import { MessagePlan, type VariableParts } from "./message-plan.ts";
import type { Claim, ProofCheck, ProofInput } from "./proof-check.ts";
import { SignatureReader } from "./signature-reader.ts";
import { isSignedId } from "./signed-id.ts";

interface MacCheckOptions {
  readonly keyEncoding: KeyEncoding | undefined;
  /** Parts that are configured, as byte strings. */
  readonly known: Partial<VariableParts>;
}

/** Reads the scheme's headers, builds the signed content, and compares MACs. */
export class MacProofCheck implements ProofCheck<HmacKey> {
  readonly dummyKey: HmacKey;
  readonly #proof: MacProof;
  readonly #keyEncoding: KeyEncoding | undefined;
  readonly #plan: MessagePlan;
  readonly #reader: SignatureReader;
  /** Memory for the MAC that is compared, with the scheme's appended bytes in place behind it. */
  readonly #expected: Uint8Array;
  readonly #signatureHeader: string;
  readonly #timestampHeader: string | undefined;
  readonly #parseTimestamp: TimestampParser | undefined;
  readonly #idHeader: string | undefined;
  readonly #idWithout: string;
  #signatureCount = 0;
  #laidOutBytes = 0;

  constructor(scheme: Scheme, proof: MacProof, options: MacCheckOptions) {
    const hash = macHashes[proof.algorithm];
    const timestamp = timestampPart(scheme);
    const id = idPart(scheme);
    this.#proof = proof;
    this.#keyEncoding = options.keyEncoding;
    this.#plan = new MessagePlan(proof.message, options.known);
    this.#expected = macWithAppendedBytes(proof);
    this.#reader = new SignatureReader(proof.signature, this.#expected.length);
    this.#signatureHeader = proof.signature.header.toLowerCase();
    this.#timestampHeader = timestamp?.header.toLowerCase();
    this.#parseTimestamp = timestamp && timestampParsers[timestamp.format];
    this.#idHeader = id?.header.toLowerCase();
    this.#idWithout = id?.without ?? "";
    this.dummyKey = new HmacKey(hash, randomBytes(digestBytes[hash]));
  }

  keyOf(secret: string): HmacKey {
    return macKey(secret, this.#proof, this.#keyEncoding);
  }

  read({ headers, body, method, url }: ProofInput): Claim | VerdictCode {
    const signature = findHeader(headers, this.#signatureHeader);
    const timestamp = this.#timestampHeader === undefined ? "" : findHeader(headers, this.#timestampHeader);
    const id = this.#idHeader === undefined ? "" : findHeader(headers, this.#idHeader);
    if (signature === undefined || timestamp === undefined || id === undefined) return "missing_header";
    if (signature === REPEATED || timestamp === REPEATED || id === REPEATED) return "repeated_header";

    const count = this.#reader.read(signature);
    if (typeof count === "string") return count;
    if (this.#idHeader !== undefined && !isSignedId(id, this.#idWithout)) return "malformed_signature";
    const signedAt = this.#parseTimestamp?.(timestamp);
    if (this.#parseTimestamp !== undefined && signedAt === undefined) return "malformed_timestamp";

    this.#signatureCount = count;
    return {
      message: this.#plan.message(body, { timestamp, id, method, url }),
      id: this.#idHeader === undefined ? undefined : id,
      signedAt,
    };
  }

  prepare(claim: Claim): void {
    this.#laidOutBytes = layOut(claim.message);
  }

  isMatch(key: HmacKey, claim: Claim): boolean {
    key.writeDigest(this.#expected, claim.message, this.#laidOutBytes);
    let matches = false;
    for (let index = 0; index < this.#signatureCount; index += 1) {
      if (timingSafeEqual(this.#expected, this.#reader.slot(index))) matches = true;
    }
    return matches;
  }
}
