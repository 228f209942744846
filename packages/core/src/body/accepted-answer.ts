import type { Scheme } from "../scheme.ts";
import { bodyBytes } from "./body-bytes.ts";
import { parseJsonBody } from "./json-body.ts";
import { atPointer } from "./json-pointer.ts";

/** What a sender wants to read after its event was accepted. */
export interface AcceptedAnswer {
  readonly status: number;
  /** To be sent as JSON. */
  readonly body: Readonly<Record<string, string>>;
}

/** An echoed text longer than any id is not echoed. */
const MAX_ECHO_CHARACTERS = 256;

/**
 * The scheme's own answer to an accepted request, or undefined if the scheme has none or the body lacks
 * what has to be echoed: then the receiver's usual answer is right.
 *
 * @param scheme The scheme that accepted the request.
 * @param body The request's body, already verified.
 */
export function acceptedAnswer(scheme: Scheme, body: Uint8Array | string): AcceptedAnswer | undefined {
  const accepted = scheme.answer.accepted;
  if (accepted === undefined) return undefined;
  const json = parseJsonBody(bodyBytes(body));
  const echoes: Record<string, string> = {};
  for (const { field, pointer } of accepted.echo) {
    const value = atPointer(json, pointer);
    if (typeof value !== "string" || value.length > MAX_ECHO_CHARACTERS) return undefined;
    echoes[field] = value;
  }
  return { status: accepted.status, body: echoes };
}
