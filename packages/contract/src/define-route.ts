import type * as z from "zod";
import type { ProblemCode } from "./problem-codes.ts";
import type { Role } from "./role.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** One route of the API. Registration, access checks, OpenAPI, the reference page and the client all read this. */
export interface RouteShape {
  readonly method: Method;
  /** Parts in braces are the keys of `params`. */
  readonly path: `/api/${string}`;
  /** `anyone`, or the roles that may call it with an API key or in a session. */
  readonly access: "anyone" | readonly Role[];
  /** One sentence for the reference. */
  readonly summary: string;
  /** Strict objects of texts: the parts of the path, and the query. */
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  /** Others than our callers add to the query what they like: unknown keys are ignored. */
  readonly isQueryOpen?: true;
  /** A strict schema: an unknown key is refused. Absent: the route takes no body. */
  readonly body?: z.ZodType;
  readonly answer: AnswerShape;
  /** What it may answer beside what {@link problemsOf} derives from the rest of the entry. */
  readonly problems: readonly ProblemCode[];
  /** Takes `Idempotency-Key`: the same key with the same request gets the same answer for 24 hours. */
  readonly isIdempotent?: true;
  /** The answer has an ETag: `If-None-Match` on reading, `If-Match` on changing. */
  readonly hasEtag?: true;
  /**
   * Fields of the answer that its ETag is not of: what happens to a thing, such as a request that comes, does not make an
   * edit of it out of date. `If-None-Match` is not looked at then.
   */
  readonly etagWithout?: readonly string[];
  /** Largest body, in bytes. Default {@link DEFAULT_MAX_BODY_BYTES}. */
  readonly maxBodyBytes?: number;
}

export interface AnswerShape {
  /** 303 sends a browser elsewhere: `location` says where. */
  readonly status: 200 | 201 | 202 | 204 | 303;
  /** Absent where the answer has no body. */
  readonly body?: z.ZodType;
  /** Instead of `body`: server-sent events whose `data` is this. */
  readonly stream?: z.ZodType;
  /** Instead of `body`: a text of this type. */
  readonly mediaType?: "text/html";
}

/** Room for every resource; only what carries an event's own bytes needs more. */
export const DEFAULT_MAX_BODY_BYTES = 1024 * 1024;

/** Gives the route back with its exact type. */
export function defineRoute<const R extends RouteShape>(route: R): R {
  return route;
}

/** What a handler is given for one part of the request; `undefined` where the route has none. */
type ParsedPart<R, Part extends string> = R extends { readonly [P in Part]: infer Schema extends z.ZodType }
  ? z.output<Schema>
  : undefined;

export type ParamsOf<R extends RouteShape> = ParsedPart<R, "params">;
export type QueryOf<R extends RouteShape> = ParsedPart<R, "query">;
export type BodyOf<R extends RouteShape> = ParsedPart<R, "body">;

/** What the caller gets: the parsed body of the answer, a text, or nothing. */
export type AnswerOf<R extends RouteShape> = R["answer"] extends {
  readonly body: infer Schema extends z.ZodType;
}
  ? z.output<Schema>
  : R["answer"] extends { readonly mediaType: string }
    ? string
    : undefined;

/** What one message of a stream holds. */
export type StreamedOf<R extends RouteShape> = R["answer"] extends {
  readonly stream: infer Schema extends z.ZodType;
}
  ? z.output<Schema>
  : never;
