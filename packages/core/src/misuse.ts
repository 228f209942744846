import { CountersignError, type ErrorEntry } from "./countersign-error.ts";

/** Misuse that any part of the package may report. `signing-misuse.ts` has what only a signer reports. */
export const misuseCodes = {
  scheme_invalid: {
    meaning: "the scheme breaks the scheme language",
    remedy: "see scheme.schema.json",
  },
  options_not_an_object: {
    meaning: "the options, a key or a caller is no object",
    remedy: "pass { keys: [{ secret }] }",
  },
  unknown_option: { meaning: "there is no such option", remedy: "check the spelling" },
  keys_required: { meaning: "there is no key", remedy: "pass keys: [{ secret }]" },
  keys_not_accepted: {
    meaning: "this scheme's API key names the caller",
    remedy: "pass callers instead of keys",
  },
  callers_required: {
    meaning: "there is no caller",
    remedy: "pass callers: [{ id, organization, apiKey, keys }]",
  },
  callers_not_accepted: {
    meaning: "callers have no place here",
    remedy: "pass keys; a signer takes apiKey and keys",
  },
  keys_and_callers: {
    meaning: "both keys and callers are given",
    remedy: "pass one of them",
  },
  caller_invalid: {
    meaning: "a caller's id or organization is not text, or empty",
    remedy: "give every caller both",
  },
  repeated_caller_id: { meaning: "two callers have the same id", remedy: "rename one" },
  api_key_not_accepted: {
    meaning: "an API key has no place here",
    remedy: "a verifier takes callers",
  },
  api_key_invalid: {
    meaning: "an API key is empty or cannot travel in a header",
    remedy: "look for control characters and for blanks or a line feed at its ends",
  },
  repeated_api_key: { meaning: "two callers have the same API key", remedy: "give every caller its own" },
  key_id_invalid: { meaning: "a key's id is not text, or empty", remedy: "name the key, or leave id out" },
  repeated_key_id: {
    meaning: "two keys have the same id",
    remedy: "rename one; without id a key is called key-1, key-2, ...",
  },
  key_window_invalid: {
    meaning: "notBefore or notAfter is no time, or the key ends before it begins",
    remedy: "use milliseconds, a Date, or text such as 2026-12-01T00:00:00Z",
  },
  secret_empty: {
    meaning: "a secret is empty or missing",
    remedy: "check the variable or file that it comes from",
  },
  secret_not_text: { meaning: "a secret is not text", remedy: "pass it as the sender shows it" },
  secret_not_well_formed: { meaning: "a secret holds half of a character", remedy: "pass well-formed text" },
  secret_not_hex: {
    meaning: "a secret is not hex",
    remedy: "copy it whole, or use keyEncoding utf8 if the sender uses the text itself",
  },
  secret_not_base64: {
    meaning: "a secret is not base64, padded and without blanks",
    remedy: "copy it whole, or use keyEncoding utf8 if the sender uses the text itself",
  },
  secret_too_short: { meaning: "a secret is shorter than the scheme allows", remedy: "copy it whole" },
  secret_not_sendable: {
    meaning: "a secret cannot travel in a header",
    remedy: "look for control characters and for blanks or a line feed at its ends",
  },
  key_encoding_unknown: { meaning: "there is no such key encoding", remedy: "use utf8, hex or base64" },
  key_encoding_not_accepted: {
    meaning: "this scheme sends the secret as it is",
    remedy: "leave keyEncoding out",
  },
  tolerance_invalid: {
    meaning: "toleranceMs is not a finite number from 0",
    remedy: "pass milliseconds, such as 60000",
  },
  tolerance_not_accepted: { meaning: "this scheme signs no time", remedy: "leave toleranceMs out" },
  public_url_required: {
    meaning: "this scheme signs the URL",
    remedy: "pass publicUrl as the sender was given it, not rebuilt from the request",
  },
  public_url_invalid: {
    meaning: "publicUrl is not text, or empty",
    remedy: "pass publicUrl as the sender was given it",
  },
  method_invalid: { meaning: "the method is not in capitals", remedy: "pass POST, PUT, ..." },
  max_body_bytes_invalid: {
    meaning: "maxBodyBytes is not a whole number from 0",
    remedy: "pass bytes, such as 8388608",
  },
  clock_invalid: {
    meaning: "now gives no milliseconds that the scheme can write",
    remedy: "pass a function such as Date.now",
  },
  responses_not_signed: {
    meaning: "this scheme signs no responses",
    remedy: "use createVerifier for webhooks",
  },
  request_not_an_object: {
    meaning: "there is no request",
    remedy: "pass { method, url, headers, body }; a response also needs call",
  },
  headers_not_understood: {
    meaning: "the headers, or one name or value, are of no known kind",
    remedy: "pass a Headers object, a record of name to text, or Node's rawHeaders",
  },
  body_not_bytes: {
    meaning: "the body is neither bytes nor text: missing, or parsed already",
    remedy:
      "pass the raw bytes: in Express express.raw({ type: () => true }) on this route, in Fastify " +
      'addContentTypeParser("*", { parseAs: "buffer" }, ...), in NestJS rawBody: true, ' +
      "in Next.js, Hono and fetch handlers new Uint8Array(await request.arrayBuffer())",
  },
  body_not_well_formed: {
    meaning: "the body's text holds half of a character",
    remedy: "pass the raw bytes",
  },
  schema_not_usable: {
    meaning: "the schema is no Standard Schema, or asynchronous",
    remedy: "pass one that validates at once",
  },
  url_invalid: { meaning: "the URL is not well-formed text", remedy: "pass the URL as text" },
} as const satisfies Record<string, ErrorEntry>;

/** The error for a code; `detail` says which option or place, never a value. */
export function misuse(code: keyof typeof misuseCodes, detail?: string): CountersignError {
  return new CountersignError(code, misuseCodes[code], detail);
}
