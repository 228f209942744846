import type { FastifyRequest } from "fastify";
import { checkInput } from "@countersign/contract";
import type { FieldProblem, RouteName, RouteShape } from "@countersign/contract";
import type { AnswerKey } from "../store/access/access-store.ts";
import type { Store } from "../store/store.ts";
import { consoleOrigin } from "../sign-in/console-origin.ts";
import { readCookie } from "../sign-in/cookies.ts";
import { ApiRefusal } from "./api-refusal.ts";
import { entityTag, namesTag } from "./entity-tag.ts";
import type { ApiRequest, Caller } from "./handler.ts";
import { parseJsonText } from "./read-body-text.ts";
import { singleHeader } from "./single-header.ts";

const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,255}$/;

/** What the parts of the host know of one request whose caller was checked and whose body was read. */
export interface RouteCall {
  readonly name: RouteName;
  readonly route: RouteShape;
  readonly request: FastifyRequest;
  readonly caller: Caller | undefined;
  /** The body as sent; empty where there is none. */
  readonly bodyText: string;
  readonly signal: AbortSignal;
  /** From where it came. */
  readonly address: string;
  /** Headers of the answer beside those of every one. */
  readonly headers: [name: string, value: string][];
}

/**
 * Checks every part of a request and gives what its handler gets.
 *
 * @throws ApiRefusal `request_invalid` with every wrong place, `json_invalid`.
 */
export function readApiRequest(call: RouteCall): ApiRequest<RouteShape> {
  const { route, request, caller } = call;
  const problems: FieldProblem[] = [];
  const check = (part: "path" | "query" | "body", value: unknown): unknown => {
    const schema = { path: route.params, query: route.query, body: route.body }[part];
    if (schema === undefined) {
      if (!isEmpty(value)) problems.push({ in: part, pointer: "", expected: "nothing", found: "something" });
      return undefined;
    }
    const checked = checkInput(schema, { in: part, value });
    if (checked.isValid) return checked.value;
    problems.push(...checked.problems);
    return undefined;
  };
  const input = {
    params: check("path", { ...(request.params as object) }),
    query: check("query", { ...(request.query as object) }),
    body: check("body", readBody(call)),
  };
  const answerKey = answerKeyOf(call, problems);
  if (problems.length > 0) throw new ApiRefusal("request_invalid", { problems });
  const ifMatch = route.hasEtag === true ? singleHeader(request.raw, "if-match") : undefined;
  return {
    // Checked by the schemas that the types derive from.
    ...(input as Pick<ApiRequest<RouteShape>, "params" | "query" | "body">),
    caller: caller as ApiRequest<RouteShape>["caller"],
    address: call.address,
    isFromConsole: consoleOrigin(request.raw) !== undefined,
    cookie: (name) => readCookie(request.raw, name),
    target: request.url,
    setHeader: (name, value) => call.headers.push([name, value]),
    requestId: request.id,
    lastEventId: singleHeader(request.raw, "last-event-id"),
    signal: call.signal,
    checkPrecondition: (current) => {
      if (ifMatch === undefined || namesTag(ifMatch, answerTag(route, current))) return;
      throw new ApiRefusal("precondition_failed");
    },
    remember: (answer) =>
      answerKey === undefined
        ? undefined
        : { key: answerKey, answer: (created) => parseAnswer(route, answer(created)) },
  };
}

/** The answer under the request's Idempotency-Key, if one was given before; refuses a key of another request. */
export async function findKeptAnswer(
  call: RouteCall,
  store: Pick<Store, "access">,
): Promise<{ readonly answer: unknown } | undefined> {
  const answerKey = answerKeyOf(call, []);
  if (answerKey === undefined) return undefined;
  const kept = await store.access.findAnswer(answerKey);
  if (kept === undefined) return undefined;
  if (kept.found === "other_request") throw new ApiRefusal("idempotency_key_reused");
  return { answer: kept.answer };
}

/** Only what the contract names is ever answered: anything else that a handler gives is left out. */
export function parseAnswer(route: RouteShape, answer: unknown): unknown {
  return route.answer.body === undefined ? undefined : route.answer.body.parse(answer);
}

/** The exact text of an answer. */
export function answerText(route: RouteShape, answer: unknown): string {
  return JSON.stringify(parseAnswer(route, answer));
}

/** The ETag of an answer, which is an object wherever it has one. */
export function answerTag(route: RouteShape, answer: unknown): string {
  const { etagWithout = [] } = route;
  const fields = Object.entries(parseAnswer(route, answer) as object);
  return entityTag(
    JSON.stringify(Object.fromEntries(fields.filter(([name]) => !etagWithout.includes(name)))),
  );
}

function answerKeyOf(
  { route, request, caller, bodyText }: RouteCall,
  problems: FieldProblem[],
): AnswerKey | undefined {
  const header = request.headers["idempotency-key"];
  if (route.isIdempotent !== true || caller === undefined || header === undefined) return undefined;
  const idempotencyKey = singleHeader(request.raw, "idempotency-key") ?? "";
  if (!IDEMPOTENCY_KEY.test(idempotencyKey)) {
    const expected = "one header of 1 to 255 visible ASCII characters";
    problems.push({ in: "header", pointer: "/idempotency-key", expected, found: "another" });
    return undefined;
  }
  const { organizationId, id } = caller;
  // Another caller may have another role: it must not read this one's answer.
  const asked = JSON.stringify([id, request.method, request.url, bodyText]);
  return { organizationId, idempotencyKey, request: asked };
}

/** The body as parsed JSON; undefined where there is none. An empty object counts as none where none is wanted. */
function readBody({ route, bodyText }: RouteCall): unknown {
  if (bodyText === "") {
    if (route.body === undefined) return undefined;
    throw new ApiRefusal("json_invalid");
  }
  return parseJsonText(bodyText);
}

function isEmpty(value: unknown): boolean {
  return (
    value === undefined || (typeof value === "object" && value !== null && Object.keys(value).length === 0)
  );
}
