import type { Problem } from "@countersign/contract";

export interface Asked {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; undefined where it is none. */
  readonly json: unknown;
  /** The code of the problem; empty for a success. */
  readonly code: string;
}

export interface Asking {
  readonly method?: string;
  readonly apiKey?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON with its content type; a text goes as it is. */
  readonly body?: unknown;
}

/** Sends one request to the API and reads the whole answer. */
export async function ask(url: string, { method, apiKey, headers = {}, body }: Asking = {}): Promise<Asked> {
  const text = typeof body === "string" ? body : body === undefined ? undefined : JSON.stringify(body);
  const response = await fetch(url, {
    method: method ?? (body === undefined ? "GET" : "POST"),
    headers: {
      ...(apiKey !== undefined && { authorization: `Bearer ${apiKey}` }),
      ...(text !== undefined && { "content-type": "application/json" }),
      ...headers,
    },
    ...(text !== undefined && { body: text }),
  });
  const isStream = response.headers.get("content-type") === "text/event-stream";
  // A stream has no end: who was let in is all there is to see of it here.
  if (isStream) await response.body?.cancel();
  const answer = isStream ? "" : await response.text();
  const isProblem = response.headers.get("content-type")?.startsWith("application/problem+json") === true;
  const json = parse(answer);
  const code = isProblem ? (json as Problem).code : "";
  return { status: response.status, headers: response.headers, text: answer, json, code };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
