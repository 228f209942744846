import type {
  AnswerOf,
  BodyOf,
  ParamsOf,
  QueryOf,
  Role,
  RouteName,
  RouteShape,
  Routes,
  StreamedOf,
} from "@countersign/contract";
import type { AnswerToRemember, ApiKey } from "../store/access/access-store.ts";
import type { Actor } from "../store/audit/audit-note.ts";
import type { SignedIn } from "../sign-in/sessions.ts";
import type { StreamMessage } from "./event-stream.ts";

/** Who calls: an API key that is in force, or a person in a session. Whatever a handler reads or changes is of this organization. */
export interface Caller {
  readonly organizationId: number;
  /** Name of the organization. */
  readonly organization: string;
  readonly role: Role;
  /** `key_7` or `usr_3`: what is limited, or remembered, for each caller alone. */
  readonly id: string;
  /** One of these two. */
  readonly apiKey?: ApiKey;
  readonly signedIn?: SignedIn;
  /** For the audit log. */
  readonly actor: Actor;
}

/** One checked request, as a handler gets it. */
export interface ApiRequest<R extends RouteShape> {
  readonly params: ParamsOf<R>;
  readonly query: QueryOf<R>;
  readonly body: BodyOf<R>;
  /** Undefined on routes for anyone. */
  readonly caller: R["access"] extends "anyone" ? undefined : Caller;
  /** The network address of whoever calls; empty when it has gone. */
  readonly address: string;
  /** Whether the console's own page sent it: only that is given a session. */
  readonly isFromConsole: boolean;
  /** The value of a cookie that came along. */
  readonly cookie: (name: string) => string | undefined;
  /** Path and query as they came. */
  readonly target: string;
  /** Adds to the headers of the answer; of `set-cookie` there may be several. */
  readonly setHeader: (name: "set-cookie" | "location", value: string) => void;
  readonly requestId: string;
  /** Where a stream goes on: the id of the last message that the caller has. */
  readonly lastEventId: string | undefined;
  /** Aborted when the caller has gone or the gateway stops. */
  readonly signal: AbortSignal;
  /**
   * To be called with the resource as it is, before it is changed: refuses with `precondition_failed` where the request
   * has an `If-Match` that names another state of it.
   */
  readonly checkPrecondition: (current: NonNullable<AnswerOf<R>>) => void;
  /**
   * What the store keeps in the transaction of a create, so that a repeated request gets the same answer; undefined
   * without an Idempotency-Key. Where the store says `already_answered`, refuse with `idempotency_key_reused`: the host
   * answers a repeated request with the kept answer instead.
   */
  readonly remember: <Created = ApiKey>(
    answer: (created: Created) => AnswerOf<R>,
  ) => AnswerToRemember<Created> | undefined;
}

/** What a handler gives: the body of the answer, or the messages of a stream. */
export type HandlerResult<R extends RouteShape> = R["answer"] extends { readonly stream: unknown }
  ? AsyncIterable<StreamMessage<StreamedOf<R>>>
  : AnswerOf<R>;

/** Answers one route. Refuses by throwing an ApiRefusal. */
export type Handler<R extends RouteShape> = (
  request: ApiRequest<R>,
) => HandlerResult<R> | Promise<HandlerResult<R>>;

/** The handlers of some routes; `Handlers<RouteName>` has one for every route of the contract. */
export type Handlers<Name extends RouteName> = { readonly [N in Name]: Handler<Routes[N]> };
