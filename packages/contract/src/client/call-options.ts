import type * as z from "zod";
import type { RouteShape, StreamedOf } from "../define-route.ts";

/** What a caller gives for the query: numbers as numbers, what has a default may be left out. */
type GivenQuery<Schema extends z.ZodObject> = {
  readonly [Key in keyof z.input<Schema>]: Key extends keyof z.output<Schema> ? z.output<Schema>[Key] : never;
};

type Part<Name extends string, Value> = object extends Value
  ? { readonly [N in Name]?: Value }
  : { readonly [N in Name]: Value };

/**
 * Everything that one route takes. Parts that the route does not have cannot be given. Taken apart route by route first:
 * of many routes at once the compiler would combine each part of each with each part of each other.
 */
export type CallOptions<R extends RouteShape> = R extends RouteShape ? PartsOf<R> : never;

type PartsOf<R extends RouteShape> = (R extends {
  readonly params: infer Schema extends z.ZodObject;
}
  ? Part<"params", z.input<Schema>>
  : object) &
  (R extends { readonly query: infer Schema extends z.ZodObject }
    ? Part<"query", GivenQuery<Schema>>
    : object) &
  (R extends { readonly body: infer Schema extends z.ZodType }
    ? { readonly body: z.input<Schema> }
    : object) &
  (R extends { readonly isIdempotent: true }
    ? {
        /** Any text of 1 to 255 visible ASCII characters; a repeated call with it gets the same answer. */
        readonly idempotencyKey?: string;
      }
    : object) &
  (R extends { readonly hasEtag: true }
    ? {
        /** ETag of the state that is to be changed; `precondition_failed` when it is another. */
        readonly ifMatch?: string;
      }
    : object) &
  (R extends { readonly answer: { readonly stream: unknown } }
    ? {
        /** `id` of the last message that was seen; the stream goes on after it. */
        readonly lastEventId?: string;
        /** Called when the gateway has begun to answer: from then on it follows, however long the first message takes. */
        readonly onOpen?: () => void;
      }
    : object) & {
    /** In the console: nobody asked for it, so it does not keep the session from idling. Default false. */
    readonly isBackground?: boolean;
    readonly signal?: AbortSignal;
  };

/** The options, or nothing where every one of them may be left out. */
export type CallArguments<R extends RouteShape> = R extends RouteShape
  ? object extends PartsOf<R>
    ? [options?: PartsOf<R>]
    : [options: PartsOf<R>]
  : never;

/** One message of a stream. */
export interface StreamMessage<R extends RouteShape> {
  /** Where to go on after it: `lastEventId` of a later call. */
  readonly id: string;
  readonly event: string;
  readonly data: StreamedOf<R>;
}
