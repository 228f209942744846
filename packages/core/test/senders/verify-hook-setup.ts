/** How a receiver is started that verifies in the hook of a body parser. */
export interface VerifyHookSetup {
  readonly secret: string;
  /** The names under which it looks for the two headers. */
  readonly timestampHeader: string;
  readonly signatureHeader: string;
  /** Told of each request that reaches the handler. */
  readonly onHandled: () => void;
}

/** A started receiver. */
export interface VerifyHookServer {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** What each file `servers/verify-hook-*.mjs` exports. */
export interface VerifyHookModule {
  readonly start: (setup: VerifyHookSetup) => Promise<VerifyHookServer>;
}
