import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { answers, internalError, methodNotAllowed, sendAnswer } from "./answers.ts";
import type { ConstantAnswer } from "./answers.ts";
import type { Exchange } from "./exchange.ts";
import { refuseEarly } from "./refuse-early.ts";
import { requestPath } from "./request-path.ts";
import { routes } from "./routes.ts";
import type { RouteName } from "./routes.ts";
import { errorFields } from "../observe/error-fields.ts";
import type { Log } from "../observe/log.ts";
import type { Metrics } from "../observe/metrics.ts";

export type FixedRoute = Exclude<RouteName, "receive">;
export type FixedHandlers = Readonly<Record<FixedRoute, (exchange: Exchange) => void | Promise<void>>>;

/** What answers requests to sources. */
export interface ReceiveRoute {
  readonly isForSource: (path: string) => boolean;
  readonly receive: (exchange: Exchange) => void;
}

export interface RouterOptions {
  /** Absent where this address does not receive. */
  readonly receive?: ReceiveRoute;
  /** Answers what lies below `/api/`; absent where this address has no API. */
  readonly api?: (exchange: Exchange) => Promise<void>;
  /** The routes that this address answers; any other path is 404. */
  readonly fixed: Partial<FixedHandlers>;
  readonly maxHeaderCount: number;
  readonly isStopping: () => boolean;
  readonly log: Log;
  readonly metrics: Metrics;
}

/** What the contract of the API describes; no source can have a path below it. */
const API_PREFIX = "/api/";

/** Finds the route of each request. Whatever goes wrong below ends in a 500 that holds a request id only. */
export class Router {
  readonly #options: RouterOptions;
  readonly #fixed: ReadonlyMap<string, FixedRoute>;
  /** Routes that have all paths below theirs as well. */
  readonly #prefixes: readonly FixedRoute[];

  constructor(options: RouterOptions) {
    this.#options = options;
    const names = (Object.keys(routes) as RouteName[])
      .filter((name) => name !== "receive")
      .filter((name) => options.fixed[name] !== undefined);
    this.#fixed = new Map(names.map((name) => [routes[name].path, name]));
    this.#prefixes = names.filter((name) => routes[name].path.endsWith("/") && routes[name].path !== "/");
  }

  /** Answers one request, now or later. Never throws. */
  handle(request: IncomingMessage, response: ServerResponse, awaitsContinue: boolean): void {
    try {
      // Connections end with their present request, so that stopping does not wait for idle senders.
      if (this.#options.isStopping()) response.setHeader("connection", "close");
      this.#route(request, response, awaitsContinue);
    } catch (error) {
      this.#fail(response, error);
    }
  }

  /** Answers a request that expects something else than `100-continue`. */
  refuseExpectation(request: IncomingMessage, response: ServerResponse): void {
    const exchange = { request, response, path: "", awaitsContinue: true };
    this.#refuse(exchange, "expectation_failed", answers.expectationFailed);
  }

  #route(request: IncomingMessage, response: ServerResponse, awaitsContinue: boolean): void {
    const path = requestPath(request.url ?? "");
    if (path === undefined || isHostMissing(request))
      return refuseEarly({ request, response, path: "", awaitsContinue }, answers.badRequest);
    const exchange: Exchange = { request, response, path, awaitsContinue };
    if (request.rawHeaders.length > this.#options.maxHeaderCount * 2) {
      return refuseEarly(exchange, answers.headersTooLarge);
    }
    if (this.#options.receive?.isForSource(path) === true) return this.#options.receive.receive(exchange);
    if (this.#options.api !== undefined && path.startsWith(API_PREFIX)) {
      this.#options.api(exchange).catch((error: unknown) => this.#fail(response, error));
      return;
    }
    const name =
      this.#fixed.get(path) ?? this.#prefixes.find((prefix) => `${path}/`.startsWith(routes[prefix].path));
    if (name === undefined) return this.#refuse(exchange, "not_found", answers.notFound);
    const methods: readonly string[] = routes[name].methods;
    if (!methods.includes(request.method ?? "")) {
      return this.#refuse(exchange, "method_not_allowed", methodNotAllowed(methods));
    }
    const pending = this.#options.fixed[name]?.(exchange);
    if (pending !== undefined) pending.catch((error: unknown) => this.#fail(response, error));
  }

  #refuse(exchange: Exchange, code: string, answer: ConstantAnswer): void {
    this.#options.metrics.receivedElsewhere.labels({ code }).inc();
    refuseEarly(exchange, answer);
  }

  #fail(response: ServerResponse, error: unknown): void {
    const requestId = randomUUID();
    this.#options.log("request_failed", { requestId, ...errorFields(error) });
    if (response.headersSent) response.destroy();
    else sendAnswer(response, internalError(requestId));
  }
}

/** RFC 9112, 3.2: a request of HTTP/1.1 without Host is answered 400. */
function isHostMissing(request: IncomingMessage): boolean {
  return request.headers.host === undefined && request.httpVersion === "1.1";
}
