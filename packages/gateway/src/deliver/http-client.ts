import { Pool } from "undici";
import { createGuardedConnector } from "./guarded-connector.ts";
import type { GuardedConnectorOptions } from "./guarded-connector.ts";
import { ResponseReader } from "./response-reader.ts";
import type { HttpAnswer } from "./response-reader.ts";

export interface HttpClientOptions extends GuardedConnectorOptions {
  /** Only scheme, host and port are used. */
  readonly origin: string;
  /** Most connections at once. */
  readonly concurrency: number;
  /** Time for one whole attempt: waiting for a connection, sending, and reading the answer; in milliseconds. */
  readonly attemptTimeoutMs: number;
}

export interface HttpRequest {
  /** Path and query as they go into the request line. */
  readonly path: string;
  /** Names and values in turn. */
  readonly headers: readonly string[];
  readonly body: Uint8Array;
  /** Called once the whole request was handed to the socket. */
  readonly onSent?: () => void;
}

/**
 * Idle connections are closed after this time unless the receiver announces another: just below the five seconds after
 * which many servers (Node's own among them) close theirs, so that a request seldom meets a closing connection.
 */
const IDLE_CONNECTION_MS = 4000;
/** However long a receiver offers to keep a connection, its address is looked up and checked anew after this. */
const MAX_IDLE_CONNECTION_MS = 60_000;
/** Largest response head, in bytes: what Node's own HTTP server and client accept. */
const MAX_RESPONSE_HEAD_BYTES = 16 * 1024;
/** undici's own deadlines start anew with every byte; ours bounds the whole attempt, so theirs are off. */
const NO_DEADLINE = 0;

/**
 * Sends POST requests to one origin over kept-alive connections, one request at a time on each. Follows no redirects,
 * repeats nothing, decompresses nothing. Every network failure is a result, never an exception.
 */
export class HttpClient implements AsyncDisposable {
  readonly #pool: Pool;
  readonly #origin: string;
  readonly #attemptTimeoutMs: number;
  readonly #underWay = new Map<ResponseReader, Promise<HttpAnswer>>();

  constructor(options: HttpClientOptions) {
    this.#origin = new URL(options.origin).origin;
    this.#attemptTimeoutMs = options.attemptTimeoutMs;
    this.#pool = new Pool(this.#origin, {
      connect: createGuardedConnector(options),
      connections: options.concurrency,
      pipelining: 1,
      keepAliveTimeout: IDLE_CONNECTION_MS,
      keepAliveMaxTimeout: MAX_IDLE_CONNECTION_MS,
      maxHeaderSize: MAX_RESPONSE_HEAD_BYTES,
      headersTimeout: NO_DEADLINE,
      bodyTimeout: NO_DEADLINE,
    });
  }

  /** Resolves with what came of it, at the end of the attempt timeout at the latest. */
  send(request: HttpRequest): Promise<HttpAnswer> {
    const { promise, settle } = unsettledAnswer();
    const reader = new ResponseReader((answer) => {
      clearTimeout(deadline);
      this.#underWay.delete(reader);
      settle(answer);
    }, request.onSent);
    const deadline = setTimeout(() => reader.cut("timeout_attempt"), this.#attemptTimeoutMs);
    this.#underWay.set(reader, promise);
    this.#pool.dispatch(
      {
        method: "POST",
        origin: this.#origin,
        path: request.path,
        headers: request.headers as string[],
        body: request.body,
      },
      reader,
    );
    return promise;
  }

  /** Ends what is under way as `interrupted` and closes all connections. */
  async destroy(): Promise<void> {
    for (const reader of this.#underWay.keys()) reader.cut("interrupted");
    await this.#pool.destroy();
  }

  /** Lets what is under way end, then closes all connections. */
  async close(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay.values());
    await this.#pool.destroy();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

interface UnsettledAnswer {
  readonly promise: Promise<HttpAnswer>;
  readonly settle: (answer: HttpAnswer) => void;
}

const nothing: UnsettledAnswer["settle"] = () => {};

/** Promise.withResolvers, which Node 20 does not have. */
function unsettledAnswer(): UnsettledAnswer {
  let settle = nothing;
  const promise = new Promise<HttpAnswer>((resolve) => (settle = resolve));
  return { promise, settle };
}
