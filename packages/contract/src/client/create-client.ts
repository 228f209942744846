import type { AnswerOf, RouteShape } from "../define-route.ts";
import { problem } from "../problem.ts";
import { routes } from "../routes.ts";
import type { RouteName, Routes } from "../routes.ts";
import type { CallArguments, StreamMessage } from "./call-options.ts";
import { ClientError } from "./client-error.ts";
import { readMessages } from "./read-messages.ts";
import { parseJson, reached, sendCall } from "./send-call.ts";
import type { AnyCall, Connection } from "./send-call.ts";

export interface ClientOptions {
  /** Where the gateway answers the API, such as `http://127.0.0.1:8420`. */
  readonly url: string;
  /** `csk_…`. Without it only the routes for anyone answer. */
  readonly apiKey?: string;
  /** Whether it runs in the console's own page, where the cookie of a session stands for an API key. Default false. */
  readonly isConsole?: boolean;
  /** Default: the platform's own. */
  readonly fetch?: typeof globalThis.fetch;
}

/** The names of the routes that stream. */
export type StreamName = {
  [Name in RouteName]: Routes[Name]["answer"] extends { readonly stream: unknown } ? Name : never;
}[RouteName];

export interface Client {
  /**
   * Calls a route and gives its answer, checked against the contract.
   *
   * @throws ApiProblem when the gateway refuses, ClientError when there is no answer of the API.
   */
  call<Name extends Exclude<RouteName, StreamName>>(
    name: Name,
    ...call: CallArguments<Routes[Name]>
  ): Promise<AnswerOf<Routes[Name]>>;

  /**
   * The messages of a stream, one after another, until it ends, breaks (ClientError) or is aborted. `lastEventId`: the
   * `id` of the last message that was seen; the stream goes on after it.
   */
  stream<Name extends StreamName>(
    name: Name,
    ...call: CallArguments<Routes[Name]>
  ): AsyncGenerator<StreamMessage<Routes[Name]>, void, undefined>;
}

/**
 * Gives a typed client of one gateway.
 *
 * @example
 * const client = createClient({ url: "http://127.0.0.1:8420", apiKey: process.env.COUNTERSIGN_API_KEY });
 * const { items } = await client.call("listApiKeys", { query: { limit: 10 } });
 */
export function createClient(options: ClientOptions): Client {
  const connection: Connection = {
    url: options.url,
    apiKey: options.apiKey,
    isConsole: options.isConsole ?? false,
    // Looked up at each call, so that a test may replace it, and called as the platform wants it.
    fetch: options.fetch ?? ((...request) => globalThis.fetch(...request)),
    readProblem: (value) => problem.safeParse(value).data,
  };
  return {
    call: async (name, ...[call = {}]) => {
      const response = await sendCall(connection, routes[name], call);
      // The schema of this route is what the type derives from.
      return (await readAnswer(response, routes[name], call)) as never;
    },
    stream: (name, ...[call = {}]) => {
      const route: RouteShape = routes[name];
      const readData = (value: unknown): unknown => route.answer.stream?.safeParse(value).data;
      return readMessages({ connection, route, readData }, call) as never;
    },
  };
}

async function readAnswer(response: Response, route: RouteShape, { signal }: AnyCall): Promise<unknown> {
  const text = await reached(response.text(), signal);
  if (route.answer.mediaType !== undefined) return text;
  if (route.answer.body === undefined) return undefined;
  const parsed = route.answer.body.safeParse(parseJson(text));
  if (!parsed.success) throw new ClientError("answer_unexpected");
  return parsed.data;
}
