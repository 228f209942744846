import { createServer as createHttpServer } from "node:http";
import type { IncomingMessage, Server, ServerOptions, ServerResponse } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import type { Server as HttpsServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import type { Duplex } from "node:stream";
import { formatListenAddress } from "../config/listen-address.ts";
import type { ListenAddress } from "../config/listen-address.ts";
import { GatewayError } from "../errors.ts";
import type { Log } from "../observe/log.ts";
import type { Metrics } from "../observe/metrics.ts";
import { answerClientError } from "./client-errors.ts";
import type { Router } from "./router.ts";
import type { TlsPair } from "./tls-pair.ts";

/** Bounds of one listener; every one is a setting. */
export interface HttpLimits {
  readonly maxHeaderBytes: number;
  readonly maxHeaderCount: number;
  readonly headersTimeoutMs: number;
  readonly requestTimeoutMs: number;
  readonly keepAliveTimeoutMs: number;
  readonly maxConnections: number;
}

export interface HttpServerOptions {
  readonly address: ListenAddress;
  readonly limits: HttpLimits;
  readonly router: Router;
  /** Serves HTTPS (TLS 1.2 or newer) with this pair. */
  readonly tls?: TlsPair;
  readonly log: Log;
  readonly metrics: Metrics;
}

/** Node looks for slow clients this often by default: 30 s, which would make a limit of 10 s mean 40. */
const MAX_CHECK_INTERVAL_MS = 1000;
const MIN_CHECK_INTERVAL_MS = 20;
/** While closing, connections that fell idle are looked for this often. */
const IDLE_SWEEP_MS = 25;
/** A TLS client that says nothing holds a connection; Node's own limit is 2 minutes. */
const TLS_HANDSHAKE_TIMEOUT_MS = 10_000;

/** One listening address with its limits: bare `node:http` or `node:https`. */
export class HttpServer implements AsyncDisposable {
  readonly #server: Server | HttpsServer;
  readonly #scheme: "http" | "https";
  readonly #host: string;

  private constructor(options: HttpServerOptions) {
    const { limits, router } = options;
    const base = serverOptions(limits);
    this.#scheme = options.tls === undefined ? "http" : "https";
    this.#host = options.address.host;
    this.#server =
      options.tls === undefined
        ? createHttpServer(base)
        : createHttpsServer({
            ...base,
            ...options.tls,
            minVersion: "TLSv1.2",
            handshakeTimeout: TLS_HANDSHAKE_TIMEOUT_MS,
          });
    this.#server.maxConnections = limits.maxConnections;
    // One more than allowed, so that too many are seen and refused rather than dropped in silence.
    this.#server.maxHeadersCount = limits.maxHeaderCount + 1;
    this.#server.on("request", (request: IncomingMessage, response: ServerResponse) =>
      router.handle(request, response, false),
    );
    this.#server.on("checkContinue", (request: IncomingMessage, response: ServerResponse) =>
      router.handle(request, response, true),
    );
    this.#server.on("checkExpectation", (request: IncomingMessage, response: ServerResponse) =>
      router.refuseExpectation(request, response),
    );
    this.#server.on("clientError", (error: Error, socket: Duplex) =>
      answerClientError(error, socket, options),
    );
    this.#server.on("connection", (socket: Socket) => {
      options.metrics.connections.inc();
      socket.once("close", () => options.metrics.connections.dec());
    });
  }

  /**
   * Starts to listen.
   *
   * @throws GatewayError `cannot_listen` when the address is taken or not this machine's.
   */
  static async listen(options: HttpServerOptions): Promise<HttpServer> {
    const { address } = options;
    const server = new HttpServer(options);
    try {
      await new Promise<void>((resolve, reject) => {
        server.#server.once("error", reject);
        server.#server.listen({ host: address.host, port: address.port, backlog: LISTEN_BACKLOG }, () => {
          server.#server.off("error", reject);
          resolve();
        });
      });
    } catch (cause) {
      const code = cause instanceof Error && "code" in cause ? String(cause.code) : "unknown";
      throw new GatewayError("cannot_listen", `${formatListenAddress(address)}: ${code}`, { cause });
    }
    return server;
  }

  /** Where it answers, with the port it really has. */
  get url(): string {
    // Never a pipe or closed here: listen() resolved and close() is the last call.
    const { port } = this.#server.address() as AddressInfo;
    return `${this.#scheme}://${formatListenAddress({ host: this.#host, port })}`;
  }

  /** New connections use this pair; open ones keep theirs. */
  useTlsPair(pair: TlsPair): void {
    if ("setSecureContext" in this.#server) this.#server.setSecureContext({ ...pair, minVersion: "TLSv1.2" });
  }

  /**
   * Accepts no more connections, closes idle ones and waits for the others, at most `timeoutMs`; what is open then is cut.
   * Resolves with true when nothing had to be cut.
   */
  async close(timeoutMs: number): Promise<boolean> {
    let wasCut = false;
    await new Promise<void>((resolve) => {
      const deadline = setTimeout(() => {
        wasCut = true;
        this.#server.closeAllConnections();
      }, timeoutMs);
      // A connection whose last answer still said keep-alive would otherwise stay until its idle time is over.
      const sweep = setInterval(() => this.#server.closeIdleConnections(), IDLE_SWEEP_MS);
      this.#server.close(() => {
        clearTimeout(deadline);
        clearInterval(sweep);
        resolve();
      });
      this.#server.closeIdleConnections();
    });
    return !wasCut;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close(0);
  }
}

/** Connections the system holds while the process is busy; a burst beyond it would be refused by the kernel. */
const LISTEN_BACKLOG = 1024;

function serverOptions(limits: HttpLimits): ServerOptions {
  const { headersTimeoutMs, requestTimeoutMs } = limits;
  const interval = Math.min(headersTimeoutMs, requestTimeoutMs) / 4;
  return {
    maxHeaderSize: limits.maxHeaderBytes,
    headersTimeout: headersTimeoutMs,
    requestTimeout: requestTimeoutMs,
    keepAliveTimeout: limits.keepAliveTimeoutMs,
    connectionsCheckingInterval: Math.max(MIN_CHECK_INTERVAL_MS, Math.min(MAX_CHECK_INTERVAL_MS, interval)),
    insecureHTTPParser: false,
    // The router asks for it: Node's own refusal has another shape than ours.
    requireHostHeader: false,
    noDelay: true,
  };
}
