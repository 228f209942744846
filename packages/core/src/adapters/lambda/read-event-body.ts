import { bodyAlreadyParsed, edgeMisuse } from "../../edge-misuse.ts";
import { base64Bytes, decodeBase64 } from "../../encoding/base64.ts";
import { utf8Bytes } from "../../encoding/utf8.ts";
import type { BodyReading } from "../body-reading.ts";
import type { LambdaEvent } from "./lambda-event.ts";

const REMEDY =
  "use a proxy integration, or a mapping template that passes $util.base64Encode($input.body) as body and true as " +
  "isBase64Encoded";

/**
 * The bytes of an event's body. Text is written as UTF-8: API Gateway (v1) passes text unless the media type is one of
 * its binary ones, and then bytes that are not UTF-8 are lost before the function starts.
 *
 * @throws CountersignError `body_already_parsed`, `event_not_understood`
 */
export function readEventBody({ body, isBase64Encoded }: LambdaEvent, maxBytes: number): BodyReading {
  if (body === undefined || body === null) return new Uint8Array();
  if (typeof body !== "string") throw bodyAlreadyParsed(REMEDY);
  const bytes = isBase64Encoded === true ? decoded(body, maxBytes) : encoded(body, maxBytes);
  if (bytes === undefined) throw edgeMisuse("event_not_understood", "body");
  return bytes;
}

function decoded(text: string, maxBytes: number): BodyReading | undefined {
  if (base64Bytes(text) > maxBytes) return "body_too_large";
  const bytes = new Uint8Array(base64Bytes(text));
  return decodeBase64(text, bytes) ? bytes : undefined;
}

function encoded(text: string, maxBytes: number): BodyReading | undefined {
  const bytes = utf8Bytes(text);
  return bytes !== undefined && bytes.length > maxBytes ? "body_too_large" : bytes;
}
