import { NOT_JSON, parseJsonBody } from "../body/json-body.ts";
import type { BodyStep } from "./trace-step.ts";

const LF = 0x0a;
const CR = 0x0d;
/** U+FEFF in UTF-8. */
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/** What can be said of a body without saying anything that it says. */
export function bodyStep(body: Uint8Array, maxBytes: number): BodyStep {
  return {
    step: "body",
    isRight: body.length <= maxBytes,
    bytes: body.length,
    maxBytes,
    isUtf8: isUtf8(body),
    isJson: parseJsonBody(body) !== NOT_JSON,
    hasByteOrderMark: BYTE_ORDER_MARK.every((byte, index) => body[index] === byte),
    lineEnd: lineEnd(body),
  };
}

function isUtf8(body: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(body);
    return true;
  } catch {
    return false;
  }
}

function lineEnd(body: Uint8Array): BodyStep["lineEnd"] {
  if (body.at(-1) !== LF) return "none";
  return body.at(-2) === CR ? "CRLF" : "LF";
}
