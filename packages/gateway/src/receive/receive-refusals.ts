/**
 * Refusals of the gateway itself, beside the library's verdict codes: what logs, metrics and the quarantine call them.
 * `status` is what the sender is answered. Codes never change meaning.
 */
export const receiveRefusals = {
  unknown_source: {
    status: 401,
    meaning: "No source is at this path, or the path's sources have no such API key.",
  },
  address_not_allowed: {
    status: 401,
    meaning: "The client's address is in none of the source's networks (`allowFrom`).",
  },
  rate_limited: { status: 429, meaning: "The source has been sent more than its `rateLimit`." },
  method_not_allowed: { status: 405, meaning: "The path takes another method." },
  content_encoding: {
    status: 415,
    meaning: "The body is compressed, so its bytes are not those that were signed.",
  },
  body_too_large: { status: 413, meaning: "The body is larger than the source's `maxBodyBytes`." },
  overloaded: {
    status: 503,
    meaning: "As many bytes of bodies as `--max-body-bytes-in-flight` allows are in memory.",
  },
  payload_unreadable: {
    status: 422,
    meaning: "The body is authentic and not JSON, and the source says `payloadCheck: refuse`.",
  },
  store_unavailable: { status: 503, meaning: "The store cannot commit." },
  configuration_unsettled: {
    status: 503,
    meaning: "The configuration changed each time the request was about to be stored.",
  },
  internal_error: {
    status: 500,
    meaning: "A fault of the gateway; the log line `request_failed` has the request's id.",
  },
} as const satisfies Readonly<Record<string, { readonly status: number; readonly meaning: string }>>;

export type ReceiveRefusal = keyof typeof receiveRefusals;
