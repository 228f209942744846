/** Every way in which a signed call can end without a response. Codes never change meaning. */
export const signedFetchErrors = {
  redirect_refused: {
    meaning: "the receiver answered with a redirect, and what was signed is for the address that was called",
    remedy: "call the final URL",
  },
  response_too_large: {
    meaning: "the response is larger than maxResponseBytes",
    remedy: "raise maxResponseBytes if such a response is expected",
  },
  response_incomplete: {
    meaning: "the connection ended before the response was complete",
    remedy: "try again; the receiver may have taken the request",
  },
  timed_out: {
    meaning: "there was no complete response within timeoutMs",
    remedy: "try again; the receiver may have taken the request",
  },
  aborted: { meaning: "the caller's signal ended the call", remedy: "nothing, if that was meant" },
  request_failed: {
    meaning: "the request could not be sent, or no response came",
    remedy: "look at the cause",
  },
} as const;

/** Why there is no response. */
export type SignedFetchErrorCode = keyof typeof signedFetchErrors;

/** A signed call that ended without a response. Whatever the receiver's status is, a response is none of these. */
export class SignedFetchError extends Error {
  override readonly name = "SignedFetchError";
  /** Match on this. */
  readonly code: SignedFetchErrorCode;
  /** What to do about it. */
  readonly remedy: string;

  constructor(code: SignedFetchErrorCode, options: ErrorOptions = {}) {
    const { meaning, remedy } = signedFetchErrors[code];
    super(`${meaning}; ${remedy}`, options);
    this.code = code;
    this.remedy = remedy;
  }
}
