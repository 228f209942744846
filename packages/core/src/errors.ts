import type { VerdictCode } from "./verdict-codes.ts";
import { verdictCodes } from "./verdict-codes.ts";

/** What went wrong and what to do about it. */
interface ErrorEntry {
  readonly meaning: string;
  readonly remedy: string;
}

/**
 * Every misuse this package reports by throwing. Codes never change meaning; match on `code`, not on text.
 * A refused request is never here: it is a verdict.
 */
export const errorCodes = {
  scheme_invalid: {
    meaning: "the scheme does not follow the scheme language",
    remedy: "mend the named field; scheme.schema.json describes the language",
  },
  options_not_an_object: {
    meaning: "the options, a key or a caller is not an object",
    remedy: 'pass an object, such as { keys: [{ secret: "..." }] }',
  },
  unknown_option: {
    meaning: "there is no such option",
    remedy: "check the spelling; an option that is not known is never ignored",
  },
  keys_required: {
    meaning: "there is no key",
    remedy: "pass keys: a list of at least one { secret }",
  },
  keys_not_accepted: {
    meaning: "keys were given where the API key names the caller",
    remedy: "pass callers: [{ id, organization, apiKey, keys }] instead of keys",
  },
  callers_required: {
    meaning: "this scheme needs callers",
    remedy: "pass callers: a list of at least one { id, organization, apiKey, keys }",
  },
  callers_not_accepted: {
    meaning: "callers were given where no API key names them",
    remedy: "pass keys; a signer takes apiKey and keys",
  },
  keys_and_callers: {
    meaning: "both keys and callers were given",
    remedy: "pass callers for schemes whose API key names the caller, else keys",
  },
  caller_invalid: {
    meaning: "a caller's id or organization is not a text of at least one character",
    remedy: "give every caller an id and an organization",
  },
  repeated_caller_id: {
    meaning: "two callers have the same id",
    remedy: "give every caller an id of its own",
  },
  api_key_required: { meaning: "this scheme sends an API key", remedy: "pass apiKey beside keys" },
  api_key_not_accepted: {
    meaning: "an API key was given where it has no place",
    remedy: "a verifier takes callers; a signer takes apiKey only where its scheme names a caller",
  },
  api_key_invalid: {
    meaning: "an API key is empty or cannot travel in a header",
    remedy: "use text without control characters and without blanks at its ends (a line feed from a file?)",
  },
  repeated_api_key: {
    meaning: "two callers have the same API key",
    remedy: "give every caller a key of its own",
  },
  key_id_invalid: {
    meaning: "a key's id is not a text of at least one character",
    remedy: "use text, or leave it out",
  },
  repeated_key_id: {
    meaning: "two keys have the same id",
    remedy: 'rename one; a key without an id is called "key-" and its position, from 1',
  },
  key_window_invalid: {
    meaning: "notBefore or notAfter is no time, or the key ends before it begins",
    remedy: "use milliseconds, a Date, or ISO 8601 with zone, such as 2026-12-01T00:00:00Z",
  },
  too_many_keys: {
    meaning: "more keys than the scheme's signature list may hold",
    remedy: "remove keys that have ended",
  },
  secret_empty: {
    meaning: "a secret is empty, or missing",
    remedy: "check the environment variable or file; an empty key would accept a stranger's signature",
  },
  secret_not_text: {
    meaning: "a secret is not text",
    remedy: "pass the secret as a string, as the sender shows it",
  },
  secret_not_well_formed: { meaning: "a secret holds half of a character", remedy: "pass well-formed text" },
  secret_not_hex: {
    meaning: "a secret is not hex",
    remedy: 'use pairs of 0-9 and a-f only, or keyEncoding "utf8" if the sender uses the text itself',
  },
  secret_not_base64: {
    meaning: "a secret is not canonical base64",
    remedy: 'use the padded form without blanks, or keyEncoding "utf8" if the sender uses the text itself',
  },
  secret_too_short: {
    meaning: "a secret is shorter than the scheme allows",
    remedy: "ask the sender for a full key",
  },
  secret_not_sendable: {
    meaning: "a secret that is sent in a header cannot travel there",
    remedy: "use text without control characters and without blanks at its ends (a line feed from a file?)",
  },
  key_encoding_unknown: { meaning: "no such key encoding", remedy: 'use "utf8", "hex" or "base64"' },
  key_encoding_not_accepted: {
    meaning: "this scheme sends its secret as it is",
    remedy: "leave keyEncoding out",
  },
  tolerance_invalid: {
    meaning: "toleranceMs is not a finite number of milliseconds from 0",
    remedy: "pass a number, such as 60000 for a minute",
  },
  tolerance_not_accepted: { meaning: "this scheme signs no time", remedy: "leave toleranceMs out" },
  public_url_required: {
    meaning: "this scheme signs the URL",
    remedy: "pass publicUrl: the text the sender was given, to the letter; never rebuild it from the request",
  },
  public_url_invalid: { meaning: "publicUrl is not text", remedy: "pass the URL as the sender was given it" },
  method_invalid: {
    meaning: "the method is not an HTTP method in capitals",
    remedy: 'pass "POST", "PUT", ...',
  },
  max_body_bytes_invalid: {
    meaning: "maxBodyBytes is not a whole number from 0",
    remedy: "pass a number of bytes, such as 8388608",
  },
  clock_invalid: {
    meaning: "now is not a function that returns milliseconds since 1970 within the scheme's range",
    remedy: "pass () => Date.now(), or leave it out",
  },
  responses_not_signed: {
    meaning: "this scheme does not sign responses",
    remedy: "use createVerifier for webhooks",
  },
  request_not_an_object: { meaning: "there is no request", remedy: "pass { method, url, headers, body }" },
  headers_not_understood: {
    meaning: "the headers are of no known kind",
    remedy:
      "pass a Headers object, a record of name to text, or Node's rawHeaders (name, value, name, value, ...)",
  },
  body_not_bytes: {
    meaning: "the body is not bytes or text; it seems to be missing or parsed already",
    remedy:
      "verify the raw bytes: in Express use express.raw({ type: () => true }) on this route before any other parser, " +
      'in Fastify addContentTypeParser("*", { parseAs: "buffer" }, ...), in NestJS rawBody: true and request.rawBody, ' +
      "in Next.js, Hono and fetch handlers new Uint8Array(await request.arrayBuffer())",
  },
  body_not_well_formed: {
    meaning: "the body's text holds half of a character, so no bytes can be meant",
    remedy: "pass the raw bytes",
  },
  id_required: { meaning: "this scheme signs an id", remedy: "pass id to sign" },
  id_invalid: {
    meaning: "the id is not 1 to 256 visible ASCII characters free of the scheme's separator",
    remedy: "use letters, digits, hyphen and underscore",
  },
  url_required: {
    meaning: "this scheme signs the URL",
    remedy: "pass url to sign, or publicUrl to the signer",
  },
  url_invalid: { meaning: "the URL is not well-formed text", remedy: "pass the URL as text" },
  timestamp_invalid: {
    meaning: "the timestamp header given to sign does not follow the scheme's format",
    remedy: "leave the header out to sign the present time",
  },
  no_live_key: {
    meaning: "no key is valid now",
    remedy: "add a key, or check notBefore, notAfter and the clock",
  },
  unknown_key_id: { meaning: "there is no live key with this id", remedy: "use one of keyIds()" },
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof errorCodes;

/** Misuse of this package: always a mistake in the program or its configuration, never a refused request. */
export class CountersignError extends Error {
  override readonly name = "CountersignError";
  readonly code: ErrorCode;
  /** What to do about it. */
  readonly remedy: string;

  /**
   * @param code A code of the table `errorCodes`.
   * @param detail Which option or place, as a name or shape; never a secret, a body or a header's value.
   */
  constructor(code: ErrorCode, detail?: string) {
    const { meaning, remedy } = errorCodes[code];
    super(`${detail === undefined ? "" : `${detail}: `}${meaning}; ${remedy}`);
    this.code = code;
    this.remedy = remedy;
  }
}

/** A refused request, for those who prefer to catch: thrown by `verifyOrThrow` only. */
export class SignatureRefusedError extends Error {
  override readonly name = "SignatureRefusedError";
  readonly code: VerdictCode;
  /** The HTTP status to answer. */
  readonly status: number;

  constructor(code: VerdictCode, status: number) {
    super(`${code}: ${verdictCodes[code].meaning}`);
    this.code = code;
    this.status = status;
  }
}
