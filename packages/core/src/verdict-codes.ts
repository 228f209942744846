/**
 * Every reason for a refusal, in the order in which verification asks. `status` is the HTTP status to answer;
 * a scheme may turn 401 into 403.
 */
export const verdictCodes = {
  wrong_method: { status: 405, meaning: "the method is not the configured one" },
  body_too_large: { status: 413, meaning: "the body is above the configured limit" },
  missing_header: { status: 401, meaning: "a header is missing" },
  repeated_header: { status: 401, meaning: "a header that must occur once is repeated" },
  too_many_signatures: { status: 401, meaning: "there are more signatures than allowed" },
  malformed_signature: {
    status: 401,
    meaning: "a signature or signed id breaks the scheme's form",
  },
  malformed_timestamp: { status: 401, meaning: "the timestamp breaks the scheme's form" },
  unknown_caller: { status: 401, meaning: "no caller has this API key" },
  no_match: { status: 401, meaning: "no key that counts gives this signature" },
  stale: { status: 401, meaning: "the signature is right, the time is too long ago" },
  from_the_future: { status: 401, meaning: "the signature is right, the time is too far ahead" },
} as const satisfies Record<string, { readonly status: number; readonly meaning: string }>;

/** Why a request was refused. */
export type VerdictCode = keyof typeof verdictCodes;
