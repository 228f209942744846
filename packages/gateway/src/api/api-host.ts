import { randomUUID } from "node:crypto";
import Fastify from "fastify";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { PROBLEM_MEDIA_TYPE, makeProblem, problemCodes, routeEntries } from "@countersign/contract";
import type { RouteName, RouteShape } from "@countersign/contract";
import type { ProxyTrust } from "../http/client-address.ts";
import { discardBody } from "../http/discard-body.ts";
import type { Exchange } from "../http/exchange.ts";
import { proxyTrust } from "../http/proxy-trust.ts";
import { requestPath } from "../http/request-path.ts";
import { errorFields } from "../observe/error-fields.ts";
import { LogThrottle } from "../observe/log-throttle.ts";
import { answerCall } from "./answer-call.ts";
import type { AnyHandler } from "./answer-call.ts";
import type { ApiParts } from "./api-parts.ts";
import { ApiRefusal } from "./api-refusal.ts";
import { authenticate } from "./authenticate.ts";
import { callerAddress } from "./caller-address.ts";
import type { Caller } from "./handler.ts";
import { createHandlers } from "./handlers.ts";
import { refusalOfError } from "./problem-of-error.ts";
import { openCall } from "./open-call.ts";
import type { RouteCall } from "./route-call.ts";
import { whileIn } from "./while-in.ts";

/** What no route of the table has: the label of its requests in the metrics. */
const NO_ROUTE = "none";

/** A parameter longer than any id or name of ours cannot name anything. */
const MAX_PARAM_CHARACTERS = 128;

/** How long a repeated request gets its first answer again, and how often older answers are forgotten. */
const KEPT_ANSWER_MS = 24 * 60 * 60 * 1000;
const PURGE_EVERY_MS = 60_000;

/** Nothing the API says may be kept by a browser or a proxy, or be read as another type than it has. */
const HEADERS_OF_EVERY_ANSWER = { "cache-control": "no-store", "x-content-type-options": "nosniff" };

/** The API behind the gateway's own HTTP server: everything that the contract does not name is refused. */
export class ApiHost {
  readonly #parts: ApiParts;
  readonly #app: FastifyInstance;
  readonly #throttle: LogThrottle;
  readonly #trust: ProxyTrust;
  #purging: NodeJS.Timeout | undefined;
  /** Who calls, from the check of the API key or session until the handler. */
  readonly #callers = new WeakMap<FastifyRequest, Caller>();

  private constructor(parts: ApiParts) {
    this.#parts = parts;
    this.#throttle = new LogThrottle(parts.monotonicMs);
    this.#trust = proxyTrust(parts.settings);
    this.#app = Fastify({
      logger: false,
      genReqId: () => `req_${randomUUID()}`,
      routerOptions: { maxParamLength: MAX_PARAM_CHARACTERS },
      frameworkErrors: (error, request, reply) => void this.#refuse(request, reply, error),
    });
  }

  /** Makes ready to answer; opens nothing. */
  static async create(parts: ApiParts): Promise<ApiHost> {
    const host = new ApiHost(parts);
    host.#addChecks();
    host.#addRoutes();
    await host.#app.ready();
    host.#purging = setInterval(() => host.#purge(), PURGE_EVERY_MS);
    host.#purging.unref();
    return host;
  }

  /** Answers one request below `/api/`. */
  handle({ request, response, path, awaitsContinue }: Exchange): void {
    // A sender that was not told to continue may or may not send its body: this connection can carry no other request.
    if (awaitsContinue) response.setHeader("connection", "close");
    // The absolute form names this server too; routes know paths only.
    const target = request.url ?? "";
    if (!target.startsWith("/")) request.url = target.slice(target.indexOf(path));
    this.#app.routing(request, response);
  }

  async close(): Promise<void> {
    clearInterval(this.#purging);
    await this.#app.close();
  }

  #addChecks(): void {
    const app = this.#app;
    app.addHook("onRequest", async (request, reply) => {
      reply.headers({ ...HEADERS_OF_EVERY_ANSWER, "x-request-id": request.id });
      if (request.is404) throw refusalWithoutRoute(request);
      const { access } = routeOf(request).route;
      if (access === "anyone") return;
      const entrance = { request: request.raw, address: this.#addressOf(request), roles: access };
      const caller = await authenticate(entrance, this.#parts);
      this.#callers.set(request, caller);
    });
    app.addHook("onResponse", async (request, reply) => {
      const route = request.is404 ? NO_ROUTE : routeOf(request).name;
      this.#parts.metrics.apiRequests.labels({ route, status: String(reply.statusCode) }).inc();
    });
    app.setErrorHandler((error, request, reply) => this.#refuse(request, reply, error));
    app.setNotFoundHandler((request, reply) => this.#refuse(request, reply, refusalWithoutRoute(request)));
    // Bodies are read by the call, within the limit of its route and the memory that all bodies share.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser("*", (_request, _payload, done) => done(null));
  }

  #addRoutes(): void {
    const handlers = createHandlers(this.#parts);
    for (const [name, route] of routeEntries) {
      // Each handler was checked against the type of its own route.
      const handler = handlers[name] as AnyHandler;
      this.#app.route({
        method: route.method,
        url: route.path.replaceAll(/\{(\w+)\}/g, ":$1"),
        config: { name, route },
        handler: async (request, reply) => {
          const call = await openCall(request, reply, {
            name,
            route,
            caller: this.#callers.get(request),
            address: this.#addressOf(request),
            budget: this.#parts.budget,
            stopping: this.#parts.stopping,
          });
          return await answerCall(this.#watched(call), reply, { store: this.#parts.store, handler });
        },
      });
    }
  }

  /** A stream goes on for as long as its caller may call. */
  #watched(call: RouteCall): RouteCall {
    const { route, caller, address, request, signal } = call;
    if (route.answer.stream === undefined || caller === undefined) return call;
    const entrance = { request: request.raw, address };
    return { ...call, signal: whileIn({ entrance, caller, parts: this.#parts, until: signal }) };
  }

  #addressOf(request: FastifyRequest): string {
    return callerAddress(request.raw, this.#trust);
  }

  /** A purge that fails is not lost: the next one takes what this one left. */
  #purge(): void {
    const { access, sessions } = this.#parts.store;
    access.purgeAnswers(KEPT_ANSWER_MS).catch(() => {});
    sessions.purge().catch(() => {});
  }

  #refuse(request: FastifyRequest, reply: FastifyReply, error: unknown): FastifyReply {
    const { log } = this.#parts;
    const refusal = refusalOfError(error);
    const { code, problems, headers } = refusal;
    if (code === "internal_error") log("request_failed", { requestId: request.id, ...errorFields(error) });
    const suppressed = this.#throttle.admit(code);
    if (suppressed !== undefined) log("api_refused", { code, status: problemCodes[code].status, suppressed });
    const document = makeProblem(code, {
      requestId: request.id,
      ...(problems !== undefined && { problems }),
    });
    // What is left of a body is read and forgotten, up to a bound: cutting the connection could lose the answer.
    discardBody(request.raw);
    return reply
      .headers({ ...HEADERS_OF_EVERY_ANSWER, ...headers })
      .code(document.status)
      .type(PROBLEM_MEDIA_TYPE)
      .send(JSON.stringify(document));
  }
}

/** The entry of the contract that a request was routed to. */
function routeOf(request: FastifyRequest): { readonly name: RouteName; readonly route: RouteShape } {
  // Every route is registered with both.
  return request.routeOptions.config as unknown as { readonly name: RouteName; readonly route: RouteShape };
}

/** 405 where the path has other methods, else 404. */
function refusalWithoutRoute(request: FastifyRequest): ApiRefusal {
  const path = requestPath(request.url) ?? "";
  const methods = routeEntries.filter(([, route]) => matches(route, path)).map(([, { method }]) => method);
  if (methods.length === 0) return new ApiRefusal("not_found");
  const allow = methods.includes("GET") ? [...methods, "HEAD"] : methods;
  return new ApiRefusal("method_not_allowed", { headers: { allow: allow.join(", ") } });
}

function matches(route: RouteShape, path: string): boolean {
  const wanted = route.path.split("/");
  const parts = path.split("/");
  const isPart = (part: string, index: number): boolean =>
    wanted[index]?.startsWith("{") === true ? part !== "" : part === wanted[index];
  return parts.length === wanted.length && parts.every(isPart);
}
