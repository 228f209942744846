import type { VerdictCode } from "../verdict-codes.ts";

/** Why an adapter refuses a request itself, and what it answers. */
export const adapterRefusals = {
  content_encoding: {
    status: 415,
    error: "content_encoding_not_supported",
    meaning: "the body is compressed, or the header is repeated",
  },
  body_incomplete: {
    status: 400,
    error: "bad_request",
    meaning: "the sender went away before its body ended",
  },
  // Not 2xx: that would be a lie if the handling failed. Not 4xx: some senders take it as final, while all that retry
  // do so after a 503.
  in_progress: { status: 503, error: "unavailable", meaning: "the same webhook is being handled" },
} as const;

/** Why a request was not handed to the handler: a verdict's code, or one of the adapters' own. */
export type RefusalCode = VerdictCode | keyof typeof adapterRefusals;
