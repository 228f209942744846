import type { z } from "zod";
import type { RouteShape } from "../define-route.ts";
import { problemCodes } from "../problem-codes.ts";
import { PROBLEM_MEDIA_TYPE } from "../problem.ts";
import { problemsOf } from "../problems-of.ts";
import type { SchemaComponents } from "./schema-components.ts";

const PROBLEM_REFERENCE = { $ref: "#/components/schemas/Problem" };

/** One route as an OpenAPI operation. */
export function operationOf(
  name: string,
  route: RouteShape,
  components: SchemaComponents,
): Readonly<Record<string, unknown>> {
  const { access, body } = route;
  const roles = access === "anyone" ? "Neither API key nor session needed." : `Roles: ${access.join(", ")}.`;
  return {
    operationId: name,
    tags: [tagOf(route)],
    summary: route.summary,
    description: roles,
    security: access === "anyone" ? [] : [{ apiKey: [] }, { session: [] }],
    parameters: [
      ...parametersOf(route.params, "path", components),
      ...parametersOf(route.query, "query", components),
      ...headersOf(route),
    ],
    ...(body !== undefined && {
      requestBody: {
        required: true,
        content: { "application/json": { schema: components.input(body) } },
      },
    }),
    responses: { [route.answer.status]: answerOf(route, components), ...refusalsOf(route) },
  };
}

/** The first part of the path below the version: the resource. */
export function tagOf({ path }: Pick<RouteShape, "path">): string {
  return path.replace(/^\/api\/(v1\/)?/, "").split("/")[0] ?? "";
}

function parametersOf(
  schema: z.ZodObject | undefined,
  place: "path" | "query",
  components: SchemaComponents,
): readonly object[] {
  if (schema === undefined) return [];
  const { properties = {}, required = [] } = components.input(schema) as {
    readonly properties?: Readonly<Record<string, { readonly description?: string }>>;
    readonly required?: readonly string[];
  };
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: place,
    required: place === "path" || required.includes(name),
    ...(description !== undefined && { description }),
    schema: rest,
  }));
}

function headersOf(route: RouteShape): readonly object[] {
  return [
    ...(route.isIdempotent === true
      ? [header("Idempotency-Key", "Any text of yours. Repeating it within 24 hours gives the same answer.")]
      : []),
    ...(isConditionalRead(route) ? [header("If-None-Match", "An ETag: 304 while it is current.")] : []),
    ...(route.hasEtag === true && route.method !== "GET"
      ? [header("If-Match", "An ETag: 412, and nothing changed, when it is not current.")]
      : []),
  ];
}

/** Whether a reader may be told that nothing has changed. */
function isConditionalRead({ hasEtag, etagWithout, method }: RouteShape): boolean {
  return hasEtag === true && etagWithout === undefined && method === "GET";
}

function header(name: string, description: string): object {
  return { name, in: "header", required: false, description, schema: { type: "string" } };
}

function answerOf(route: RouteShape, components: SchemaComponents): object {
  const { body, stream, mediaType } = route.answer;
  const headers = route.hasEtag === true ? { headers: { ETag: { schema: { type: "string" } } } } : {};
  const described = { description: "As asked.", ...headers };
  if (body !== undefined) {
    return { ...described, content: { "application/json": { schema: components.output(body) } } };
  }
  if (stream !== undefined) {
    const schema = { type: "string", "x-data": components.output(stream) };
    return { ...described, content: { "text/event-stream": { schema } } };
  }
  if (mediaType !== undefined)
    return { ...described, content: { [mediaType]: { schema: { type: "string" } } } };
  return described;
}

function refusalsOf(route: RouteShape): Readonly<Record<string, object>> {
  const byStatus = new Map<number, string[]>();
  for (const code of problemsOf(route)) {
    const { status } = problemCodes[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const content = { [PROBLEM_MEDIA_TYPE]: { schema: PROBLEM_REFERENCE } };
  const refusals = [...byStatus].map(
    ([status, codes]) => [String(status), { description: codes.join(", "), content }] as const,
  );
  return Object.fromEntries([
    ...(isConditionalRead(route) ? [["304", { description: "Not modified." }] as const] : []),
    ...refusals,
  ]);
}
