import { parseJsonBody, NOT_JSON } from "../../body/json-body.ts";
import { decodeText } from "../decode-text.ts";
import { type Evidence, headerValue } from "../evidence.ts";
import type { Suspicion } from "./suspicion.ts";

const DIGITS = /^[0-9]{1,15}$/;
const OBJECT_TEXT = "[object Object]";
const REPLACEMENT_CHARACTER = "\uFFFD";
const GZIP_MAGIC = [0x1f, 0x8b];
/** Ends of a JSON text. */
const JSON_END = /[}\]"el0-9]\s*$/;
/** A parsed body larger than this is not written again only to compare. */
const MAX_COMPARED_BYTES = 1024 * 1024;

/** What the body itself tells: C01, C02, C07, C08, C31, C38. */
export function bodySuspicions(evidence: Evidence): readonly Suspicion[] {
  const { body } = evidence;
  if (body === undefined) return [missingBody(evidence.input.request.body)];
  const length = contentLength(evidence);
  if (body.length === 0) return length === undefined || length === 0 ? [] : [emptyBody(length)];
  const text = decodeText(body);
  if (text === OBJECT_TEXT) {
    return [
      {
        code: "C02",
        proof: "the body is the 15 characters [object Object]: an object turned into text",
        certainty: "proved",
      },
    ];
  }
  return [
    ...lengthSuspicions(body, text, length),
    ...compressionSuspicions(body, headerValue(evidence, "content-encoding")),
    ...(text?.includes(REPLACEMENT_CHARACTER) === true ? [lostBytes(text)] : []),
  ];
}

function missingBody(body: unknown): Suspicion {
  const kind = body === undefined || body === null ? "missing" : `of the type ${typeof body}`;
  return { code: "C02", proof: `the body is ${kind}, not bytes or text`, certainty: "proved" };
}

function emptyBody(length: number): Suspicion {
  return { code: "C02", proof: `the body has 0 bytes, Content-Length says ${length}`, certainty: "proved" };
}

function contentLength(evidence: Evidence): number | undefined {
  const text = headerValue(evidence, "content-length");
  return text !== undefined && DIGITS.test(text) ? Number(text) : undefined;
}

function lengthSuspicions(
  body: Uint8Array,
  text: string | undefined,
  length: number | undefined,
): readonly Suspicion[] {
  if (length === undefined || length === body.length) return [];
  const proof = `the body has ${body.length} bytes, Content-Length says ${length}`;
  const json = parseJsonBody(body);
  if (json === NOT_JSON) {
    const isCut = body.length < length && (text === undefined || looksCut(text));
    return [{ code: isCut ? "C38" : "C31", proof, certainty: "likely" }];
  }
  const isRewritten = body.length <= MAX_COMPARED_BYTES && text === JSON.stringify(json);
  if (isRewritten) {
    return [
      {
        code: "C01",
        proof: `${proof}, and the body is exactly what JSON.stringify writes`,
        certainty: "likely",
      },
    ];
  }
  return [{ code: "C31", proof, certainty: "likely" }];
}

/** JSON that begins and does not end. */
function looksCut(text: string): boolean {
  const start = text.trimStart();
  return start.startsWith("{")
    ? !text.trimEnd().endsWith("}")
    : start.startsWith("[") || !JSON_END.test(text);
}

function compressionSuspicions(body: Uint8Array, encoding: string | undefined): readonly Suspicion[] {
  const isGzip = GZIP_MAGIC.every((byte, index) => body[index] === byte);
  const says = encoding?.trim().toLowerCase() ?? "identity";
  if (isGzip && says === "identity") {
    return [
      {
        code: "C07",
        proof: "the body begins like gzip, and no Content-Encoding says so",
        certainty: "likely",
      },
    ];
  }
  if (!isGzip && says === "gzip") {
    return [
      {
        code: "C07",
        proof: "Content-Encoding says gzip, and the body is decompressed already",
        certainty: "likely",
      },
    ];
  }
  return [];
}

function lostBytes(text: string): Suspicion {
  const at = new TextEncoder().encode(text.slice(0, text.indexOf(REPLACEMENT_CHARACTER))).length;
  return {
    code: "C08",
    proof: `the body holds U+FFFD at byte ${at}: bytes were lost when it was read as text`,
    certainty: "likely",
  };
}
