/**
 * Every error the gateway raises on purpose. People match on `code`; codes never change meaning. Messages never hold a
 * secret, a body, an expected signature or personal data: they name what was expected, what was found as shape or
 * length, and the next step.
 */
export const gatewayErrors = {
  store_unavailable: {
    meaning: "The store could not commit: disk full, database locked or closed, writer gone.",
    remedy: "Look at the cause in the log, free space or mend the disk; senders are answered 503 and try again.",
  },
} as const satisfies Readonly<Record<string, { readonly meaning: string; readonly remedy: string }>>;

export type GatewayErrorCode = keyof typeof gatewayErrors;

export class GatewayError extends Error {
  override readonly name = "GatewayError";
  readonly code: GatewayErrorCode;

  constructor(code: GatewayErrorCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}
