import { ClientError } from "../client/client-error.ts";
import { readMessages } from "../client/read-messages.ts";
import { parseJson, reached, sendCall } from "../client/send-call.ts";
import type { AnyCall, Connection } from "../client/send-call.ts";
import type { Client } from "../client/create-client.ts";
import type { Problem } from "../problem.ts";
import type { RouteTable, SlimRoute } from "./route-table.ts";

export interface SlimClientOptions {
  /** Where the gateway answers the API; empty for the page's own origin. */
  readonly url: string;
  /** What `slimRoutes` gave when the page was built. */
  readonly routes: RouteTable;
  /** Default: the platform's own. */
  readonly fetch?: typeof globalThis.fetch;
}

/**
 * Gives the client of the console, which its own gateway serves: a session's cookie stands for an API key. It has the types of the other one and none of its checks: page
 * and API are of one version, and a validator of every answer would weigh more than the rest of the client tenfold.
 */
export function createSlimClient(options: SlimClientOptions): Client {
  const { url, routes } = options;
  const fetch: Connection["fetch"] = options.fetch ?? ((...request) => globalThis.fetch(...request));
  const connection: Connection = { url, apiKey: undefined, isConsole: true, fetch, readProblem };
  return {
    call: async (name, ...[call = {}]) => {
      const response = await sendCall(connection, routes[name], call);
      return (await readAnswer(response, routes[name], call)) as never;
    },
    stream: (name, ...[call = {}]) =>
      readMessages({ connection, route: routes[name], readData: (value) => value }, call) as never,
  };
}

async function readAnswer(response: Response, { answer }: SlimRoute, { signal }: AnyCall): Promise<unknown> {
  const text = await reached(response.text(), signal);
  if (answer.mediaType !== undefined) return text;
  if (answer.body === undefined) return undefined;
  const body = parseJson(text);
  if (body === undefined) throw new ClientError("answer_unexpected");
  return body;
}

/** Whatever stands between page and gateway may answer too; only a problem has these. */
function readProblem(value: unknown): Problem | undefined {
  const isProblem =
    typeof value === "object" &&
    value !== null &&
    "code" in value &&
    "requestId" in value &&
    "title" in value;
  return isProblem ? (value as Problem) : undefined;
}
