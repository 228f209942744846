import { signatureEncoders } from "../encoding/signature-encoders.ts";
import { misuse } from "../misuse.ts";
import { signingMisuse } from "../signing-misuse.ts";
import { findHeader, REPEATED } from "../headers.ts";
import { macKey } from "../keys/mac-key.ts";
import type { HmacKey } from "../mac/hmac-key.ts";
import { layOut } from "../mac/scratch.ts";
import type { IdPart, KeyEncoding, MacProof, Scheme, TimestampPart } from "../scheme.ts";
import { idPart, signsUrl, timestampPart } from "../scheme-facts.ts";
import { timestampParsers } from "../time/timestamp-parsers.ts";
import { timestampPrinters } from "../time/timestamp-printers.ts";
import type { HeaderWriter, WritingInput } from "./header-writer.ts";
import { macWithAppendedBytes } from "./mac-with-appended-bytes.ts";
import { MessagePlan, urlByteString } from "./message-plan.ts";
import { isSignedId } from "./signed-id.ts";

/** Builds the signed content and writes its MACs into headers. */
export class MacHeaderWriter implements HeaderWriter<HmacKey> {
  readonly maxKeys: number;
  readonly #proof: MacProof;
  readonly #keyEncoding: KeyEncoding | undefined;
  readonly #plan: MessagePlan;
  readonly #timestamp: TimestampPart | undefined;
  readonly #id: IdPart | undefined;
  readonly #signsUrl: boolean;
  /** Encoded before the next one is made: signing is synchronous. */
  readonly #mac: Uint8Array;

  constructor(scheme: Scheme, proof: MacProof, keyEncoding: KeyEncoding | undefined) {
    this.maxKeys = proof.signature.list?.maxEntries ?? 1;
    this.#proof = proof;
    this.#keyEncoding = keyEncoding;
    this.#plan = new MessagePlan(proof.message, {});
    this.#timestamp = timestampPart(scheme);
    this.#id = idPart(scheme);
    this.#signsUrl = signsUrl(scheme);
    this.#mac = macWithAppendedBytes(proof);
  }

  keyOf(secret: string): HmacKey {
    return macKey(secret, this.#proof, this.#keyEncoding);
  }

  write(keys: readonly HmacKey[], input: WritingInput): Record<string, string> {
    const id = this.#id === undefined ? "" : idToSign(this.#id, input);
    const timestamp = this.#timestamp === undefined ? "" : timestampToSign(this.#timestamp, input);
    const url = this.#signsUrl ? urlToSign(input) : "";
    const message = this.#plan.message(input.body, { id, timestamp, method: input.method, url });
    const laidOutBytes = layOut(message);
    const { header, list, prefix = "", encoding } = this.#proof.signature;
    const signatures = keys.map((key) => {
      key.writeDigest(this.#mac, message, laidOutBytes);
      return prefix + signatureEncoders[encoding](this.#mac);
    });
    const headers: Record<string, string> = {};
    if (this.#id !== undefined) headers[this.#id.header] = id;
    if (this.#timestamp !== undefined) headers[this.#timestamp.header] = timestamp;
    headers[header] = signatures.join(list?.separator ?? "");
    return headers;
  }
}

function idToSign({ header, without = "" }: IdPart, input: WritingInput): string {
  const id = input.id ?? givenHeader(input, header);
  if (id === undefined) throw signingMisuse("id_required");
  if (typeof id !== "string" || !isSignedId(id, without)) throw signingMisuse("id_invalid");
  return id;
}

function timestampToSign({ header, format }: TimestampPart, input: WritingInput): string {
  const parse = timestampParsers[format];
  const given = givenHeader(input, header);
  if (given !== undefined) {
    if (given === REPEATED || parse(given) === undefined) throw signingMisuse("timestamp_invalid");
    return given;
  }
  const isDate = Math.abs(input.nowMs) <= MAX_DATE_MS;
  const text = isDate ? timestampPrinters[format](input.nowMs) : "";
  if (parse(text) === undefined) throw misuse("clock_invalid");
  return text;
}

/** The range of a JavaScript date, ECMA-262 "Time Values and Time Range". */
const MAX_DATE_MS = 8.64e15;

function urlToSign({ url }: WritingInput): string {
  if (url === undefined) throw signingMisuse("url_required");
  if (typeof url !== "string") throw misuse("url_invalid");
  return urlByteString(url);
}

function givenHeader({ headers }: WritingInput, name: string): string | typeof REPEATED | undefined {
  return findHeader(headers, name.toLowerCase());
}
