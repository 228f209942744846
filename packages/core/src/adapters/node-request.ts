/** The part of Node's `IncomingMessage` that adapters use, and what body parsers leave on it. */
export interface NodeRequest {
  readonly method?: string | undefined;
  /** The only form in which a repeated header can be seen. */
  readonly rawHeaders: readonly string[];
  readonly readableDidRead: boolean;
  readonly readableEnded: boolean;
  /** Bytes where `express.raw` ran; anything else means that a parser may have taken them. */
  readonly body?: unknown;
  /** Bytes where NestJS or a cloud function kept them. */
  readonly rawBody?: unknown;
  on(event: string, listener: (chunk: Uint8Array) => void): unknown;
  off(event: string, listener: (chunk: Uint8Array) => void): unknown;
}

/** The part of Node's `ServerResponse` that adapters use. */
export interface NodeResponse {
  statusCode: number;
  readonly headersSent: boolean;
  readonly writableEnded: boolean;
  setHeader(name: string, value: string): unknown;
  end(body: string): unknown;
  destroy(): unknown;
}
