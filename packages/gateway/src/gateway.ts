/** A running gateway. Disposing of it stops it. */
export interface Gateway extends AsyncDisposable {
  /** Where it receives, with the port it really listens on. */
  readonly url: string;
  /** Where metrics are served, when `adminListen` moves them. */
  readonly adminUrl?: string;
  /**
   * The setup code, while there is neither API key nor user: for the person who starts the gateway, who makes the first key with it.
   * It lies in the data folder as well.
   */
  readonly setupCode?: string;
  /** The sources that receive now. */
  sources(): readonly GatewaySource[];
  /**
   * Reads the configuration file and the TLS pair anew. Requests under way end with what they began with. Rejects, and
   * keeps everything as it was, when the file has problems; they are logged as codes with their lines.
   */
  reload(): Promise<void>;
  /**
   * Stops: not ready any more, no new connections, requests and attempts under way are finished within `stopTimeoutMs`,
   * the store is closed. May be called more than once.
   */
  stop(): Promise<void>;
  /** Resolves with the cause when the store can never work again; requests are answered 503 and the process should end. */
  readonly failed: Promise<Error>;
}

/** One source as an operator gives it to a sender. */
export interface GatewaySource {
  readonly organization: string;
  readonly name: string;
  readonly scheme: string;
  readonly method: string;
  /** The receive URL as this gateway knows itself; a proxy in front has another origin. */
  readonly url: string;
}
