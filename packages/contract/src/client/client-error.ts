/** Why a call ended without an answer of the API. */
export const clientErrors = {
  unreachable: {
    meaning: "Nothing answers at the URL, or the connection broke before the answer was whole.",
    remedy: "Check the URL and that the gateway runs. Repeat a create with the same idempotency key.",
  },
  answer_unexpected: {
    meaning: "Something answered, but not as this version of the contract says.",
    remedy: "Check that the URL is the gateway's, and that gateway and client are of matching versions.",
  },
} as const;

export type ClientErrorCode = keyof typeof clientErrors;

/** Thrown when there is no answer of the API to tell of. Holds nothing that was sent or received. */
export class ClientError extends Error {
  override readonly name = "ClientError";
  readonly code: ClientErrorCode;

  constructor(code: ClientErrorCode, options?: { readonly cause?: unknown }) {
    super(`${code}: ${clientErrors[code].meaning} ${clientErrors[code].remedy}`, options);
    this.code = code;
  }
}
