import { bodyBytes } from "../body/body-bytes.ts";
import { bytesOfByteString } from "../encoding/byte-string.ts";
import { MAX_ESCAPED_BYTES, writeCgiEscaped } from "../encoding/cgi-escape.ts";
import type { HeadersInput } from "../headers.ts";
import { readMethod } from "../options/method.ts";
import { parseScheme } from "../parse-scheme.ts";
import { urlByteString } from "../proof/message-plan.ts";
import type { Scheme } from "../scheme.ts";
import { idPart, timestampPart } from "../scheme-facts.ts";
import { headerText } from "./header-text.ts";
import type { ContentPart } from "./trace-step.ts";

/** A request as it was signed, or is to be judged. */
export interface SignedRequest {
  /** Default: POST. */
  readonly method?: string | undefined;
  /** The literal text of the URL, where the scheme signs it. Default: empty. */
  readonly url?: string | undefined;
  /** With the timestamp and the id that the scheme signs. */
  readonly headers: HeadersInput;
  readonly body: Uint8Array | string;
}

/** A piece of the signed content with its bytes, before the scheme's escape. */
export interface SignedPart {
  readonly part: ContentPart["part"];
  readonly bytes: Uint8Array;
}

/** Exactly what is signed, and what it is joined from. */
export interface SignedContent {
  readonly parts: readonly SignedPart[];
  /** Whether the joined parts are escaped before they are signed. */
  readonly isEscaped: boolean;
  /** The bytes that go into the MAC. */
  readonly bytes: Uint8Array;
}

/**
 * The bytes that a request's signature covers, piece by piece: for people who ask what exactly is signed. It holds the
 * body, so whoever shows it shows the body; it needs no secret. Parts that the headers lack are empty.
 *
 * @param scheme A built-in scheme, or one from JSON.
 * @param request The request whose headers hold what is signed beside the body.
 * @returns Undefined for schemes that sign nothing: those that send a secret itself.
 * @throws CountersignError for misuse, as `createVerifier` and `verify` do.
 * @example
 * const content = signedContent(nabla, { headers, body });
 * for (const { part, bytes } of content?.parts ?? []) console.log(part, bytes.length);
 */
export function signedContent(scheme: Scheme, request: SignedRequest): SignedContent | undefined {
  const checked = parseScheme(scheme);
  const { proof } = checked;
  if (proof.kind !== "mac") return undefined;
  const { headers, url = "" } = request;
  const texts = {
    timestamp: headerText(headers, timestampPart(checked)?.header),
    id: headerText(headers, idPart(checked)?.header),
    method: readMethod(request.method),
    url: urlByteString(url),
  };
  const body = bodyBytes(request.body);
  const parts = proof.message.parts.map((each): SignedPart => {
    if (each.part === "body") return { part: "body", bytes: body };
    const text = each.part === "literal" ? each.text : texts[each.part];
    return { part: each.part, bytes: bytesOfByteString(text) ?? new Uint8Array() };
  });
  const isEscaped = proof.message.escape === "cgi";
  return { parts, isEscaped, bytes: isEscaped ? escaped(joined(parts)) : joined(parts) };
}

function joined(parts: readonly SignedPart[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.bytes.length, 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part.bytes, offset);
    offset += part.bytes.length;
  }
  return bytes;
}

function escaped(bytes: Uint8Array): Uint8Array {
  const target = new Uint8Array(bytes.length * MAX_ESCAPED_BYTES);
  return target.subarray(0, writeCgiEscaped(bytes, target, 0));
}
