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
  settings_invalid: {
    meaning: "A flag or a COUNTERSIGN_* variable is unknown or has a value that cannot be used.",
    remedy: "Correct what the message lists; countersign serve --help shows every setting.",
  },
  configuration_invalid: {
    meaning: "The configuration file has problems; none of it was applied.",
    remedy: "Correct each listed place, then start again or send SIGHUP.",
  },
  configuration_unreadable: {
    meaning: "The configuration file could not be read.",
    remedy: "Check that the file exists, is readable by this user and is smaller than 16 MiB.",
  },
  database_not_available: {
    meaning: "The database URL names an engine that this version does not have.",
    remedy: "Use a path or sqlite:PATH.",
  },
  cannot_listen: {
    meaning: "The address could not be listened on.",
    remedy: "Choose a free port (--port) and an address of this machine (--host).",
  },
  tls_unusable: {
    meaning: "The TLS certificate or key could not be read or do not belong together.",
    remedy: "Give a PEM certificate chain and its unencrypted PEM key.",
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
