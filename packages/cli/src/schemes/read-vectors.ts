import { verdictCodes } from "countersign";
import type { KeyEncoding, VerdictCode } from "countersign";
import { CommandError } from "../command-error.ts";
import { isRecord, isText } from "../json/json-kinds.ts";

/** A request whose verdict is known beforehand. */
export interface Vector {
  readonly name: string;
  readonly method: string;
  /** The URL that was signed, where the scheme signs it. */
  readonly url?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly secrets: readonly string[];
  readonly keyEncoding?: KeyEncoding;
  /** The receiver's clock, in milliseconds since 1970. */
  readonly nowMs?: number;
  readonly expect: "accept" | "reject";
  /** Why it must be refused, where that matters. */
  readonly code?: VerdictCode;
}

/**
 * The vectors in a file's JSON: a list, or an object whose field `vectors` is one.
 *
 * @throws CommandError `vectors_invalid` with the place.
 */
export function readVectors(json: unknown): readonly Vector[] {
  const list = isRecord(json) ? json["vectors"] : json;
  if (!Array.isArray(list) || list.length === 0) throw invalid("a list with at least one vector is expected");
  return list.map((each: unknown, index) => readVector(each, `vectors[${index}]`));
}

const KEY_ENCODINGS: readonly unknown[] = ["utf8", "hex", "base64"] satisfies KeyEncoding[];

function readVector(json: unknown, place: string): Vector {
  if (!isRecord(json)) throw invalid(`${place} is no object`);
  const { name, method = "POST", url, headers, bodyBase64, secrets, keyEncoding, nowMs, expect, code } = json;
  const check = (isRight: boolean, field: string, expected: string): void => {
    if (!isRight) throw invalid(`${place}.${field} is not ${expected}`);
  };
  check(typeof name === "string", "name", "text");
  check(typeof method === "string", "method", "text");
  check(url === undefined || typeof url === "string", "url", "text");
  check(isRecord(headers) && Object.values(headers).every(isText), "headers", "an object of texts");
  check(typeof bodyBase64 === "string" && isBase64(bodyBase64), "bodyBase64", "base64");
  check(Array.isArray(secrets) && secrets.length > 0 && secrets.every(isText), "secrets", "a list of texts");
  check(
    keyEncoding === undefined || KEY_ENCODINGS.includes(keyEncoding),
    "keyEncoding",
    "utf8, hex or base64",
  );
  check(nowMs === undefined || typeof nowMs === "number", "nowMs", "a number");
  check(expect === "accept" || expect === "reject", "expect", "accept or reject");
  check(
    code === undefined || (isText(code) && Object.hasOwn(verdictCodes, code)),
    "code",
    "a verdict's code",
  );
  // Every field was checked above.
  return { ...json, method, body: Buffer.from(String(bodyBase64), "base64") } as unknown as Vector;
}

function isBase64(text: string): boolean {
  return Buffer.from(text, "base64").toString("base64") === text;
}

function invalid(problem: string): CommandError {
  return new CommandError("vectors_invalid", problem);
}
