import { CONSOLE_HEADER, consoleHeaderValues } from "../console-session.ts";
import type { Problem } from "../problem.ts";
import { ApiProblem } from "./api-problem.ts";
import { ClientError } from "./client-error.ts";

/** What any call may have; the types of the client allow each route its own parts only. */
export interface AnyCall {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly idempotencyKey?: string;
  readonly ifMatch?: string;
  readonly lastEventId?: string;
  readonly onOpen?: () => void;
  readonly isBackground?: boolean;
  readonly signal?: AbortSignal;
}

/** What sending needs to know of a route; every RouteShape has it. */
export interface SentRoute {
  readonly method: string;
  readonly path: string;
  readonly answer: {
    readonly status: number;
    readonly body?: unknown;
    readonly stream?: unknown;
    readonly mediaType?: string;
  };
}

export interface Connection {
  readonly url: string;
  readonly apiKey: string | undefined;
  readonly isConsole: boolean;
  readonly fetch: typeof globalThis.fetch;
  /** Gives the value back where it is a problem of the API. */
  readonly readProblem: (value: unknown) => Problem | undefined;
}

/**
 * Sends one call and gives the response of a success, its body unread.
 *
 * @throws ApiProblem for a refusal, ClientError `unreachable` or `answer_unexpected`; what `signal` was aborted with.
 */
export async function sendCall(connection: Connection, route: SentRoute, call: AnyCall): Promise<Response> {
  const { body, signal } = call;
  const request: RequestInit = {
    method: route.method,
    headers: headersOf(connection, route, call),
    // A redirect would carry the API key to wherever it says.
    redirect: "manual",
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(signal !== undefined && { signal }),
  };
  const response = await reached(connection.fetch(urlOf(connection, route, call), request), signal);
  if (response.status === route.answer.status) return response;
  throw await refusal(connection, response, signal);
}

/** Rejects as a call does when the connection ends before its answer. */
export async function reached<Value>(
  pending: Promise<Value>,
  signal: AbortSignal | undefined,
): Promise<Value> {
  try {
    return await pending;
  } catch (cause) {
    if (signal?.aborted === true) throw cause;
    throw new ClientError("unreachable", { cause });
  }
}

function urlOf({ url }: Connection, route: SentRoute, { params = {}, query = {} }: AnyCall): string {
  const path = route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(params[name])),
  );
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const search = new URLSearchParams(
    Object.fromEntries(given.map(([name, value]) => [name, String(value)])),
  ).toString();
  return `${url.replace(/\/+$/, "")}${path}${search === "" ? "" : `?${search}`}`;
}

function headersOf(
  { apiKey, isConsole }: Connection,
  route: SentRoute,
  call: AnyCall,
): Record<string, string> {
  const { body, idempotencyKey, ifMatch, lastEventId, isBackground } = call;
  const { person, background } = consoleHeaderValues;
  return {
    accept: route.answer.stream === undefined ? "application/json" : "text/event-stream",
    ...(apiKey !== undefined && { authorization: `Bearer ${apiKey}` }),
    ...(isConsole && { [CONSOLE_HEADER]: isBackground === true ? background : person }),
    ...(body !== undefined && { "content-type": "application/json" }),
    ...(idempotencyKey !== undefined && { "idempotency-key": idempotencyKey }),
    ...(ifMatch !== undefined && { "if-match": ifMatch }),
    ...(lastEventId !== undefined && { "last-event-id": lastEventId }),
  };
}

async function refusal(
  { readProblem }: Connection,
  response: Response,
  signal: AbortSignal | undefined,
): Promise<Error> {
  const text = await reached(response.text(), signal);
  const problem = readProblem(parseJson(text));
  if (problem?.status !== response.status) return new ClientError("answer_unexpected");
  const retryAfter = Number(response.headers.get("retry-after") ?? Number.NaN);
  return new ApiProblem(problem, Number.isFinite(retryAfter) ? retryAfter : undefined);
}

/** The value, or undefined for what is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
