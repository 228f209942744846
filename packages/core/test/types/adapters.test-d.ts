// Checked by the compiler through the package's public names; nothing here runs. The adapters know no framework: these
// are the frameworks' own types, where they bring any.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createVerifier } from "countersign";
import { signedFetch } from "countersign/client";
import { expressWebhook } from "countersign/express";
import { fastifyWebhook } from "countersign/fastify";
import { fetchWebhook } from "countersign/fetch";
import { honoWebhook } from "countersign/hono";
import { koaWebhook } from "countersign/koa";
import { lambdaWebhook, type LambdaResult } from "countersign/lambda";
import { nestWebhook } from "countersign/nest";
import { nextPagesWebhook, nextWebhook } from "countersign/next";
import { nodeWebhook } from "countersign/node";
import { createMemoryReplayStore } from "countersign/replay";
import { nabla } from "countersign/schemes/nabla";
import { fastify, type FastifyReply, type FastifyRequest } from "fastify";
import { type Context, Hono } from "hono";

const keys = [{ secret: "a secret" }];
const verifier = createVerifier(nabla, { keys });
const onError = (error: unknown): void => void error;

createServer(
  nodeWebhook(
    { verifier, onError },
    ({ verdict, body }, request: IncomingMessage, response: ServerResponse) => {
      const id: string | undefined = verdict.eventId;
      const bytes: Uint8Array = body;
      response.end([id, bytes.length, request.url].join(" "));
    },
  ),
);

// @ts-expect-error -- a bare server has no other way for errors
nodeWebhook({ verifier }, () => {});
// @ts-expect-error -- the options need a verifier
fetchWebhook({}, () => {});
// @ts-expect-error -- a misspelt option
fetchWebhook({ verifier, maxBytes: 1 }, () => {});

// Express and Next's pages API: their requests and responses are Node's, with more on them.
interface Parsed extends IncomingMessage {
  body: unknown;
}
interface WithJson extends ServerResponse {
  json(value: unknown): unknown;
}
type Route = (request: Parsed, response: WithJson, next: (error?: unknown) => void) => void;
export const route: Route = expressWebhook({ verifier }, (_webhook, request, response) =>
  response.json(request.url),
);
type PagesRoute = (request: Parsed, response: WithJson) => unknown;
export const pages: PagesRoute = nextPagesWebhook({ verifier }, (_webhook, _request, response) =>
  response.json({}),
);
export const nest: PagesRoute = nestWebhook({ verifier }, (_webhook, _request, response) =>
  response.json({}),
);

void fastify().register(fastifyWebhook({ path: "/webhooks", verifier }, () => {}));
void fastify().register(
  fastifyWebhook(
    { path: "/webhooks", verifier },
    (_webhook, request: FastifyRequest, reply: FastifyReply) => {
      request.log.info("accepted");
      return reply.code(202).send();
    },
  ),
);

new Hono().post(
  "/webhooks",
  honoWebhook({ verifier }, (_webhook, c: Context) => c.json({}, 202)),
);
new Hono<{ Bindings: { table: string } }>().post(
  "/webhooks",
  honoWebhook({ verifier }, () => {}),
);

export const POST: (request: Request, context: { params: Promise<object> }) => Promise<Response> =
  nextWebhook({ verifier, replayStore: createMemoryReplayStore() }, () => {});
export const fetchHandler: (request: Request, env: { table: string }) => Promise<Response> = fetchWebhook(
  { verifier },
  (_webhook, _request, env) => new Response(env.table),
);

/** The part of Koa's context that its types have. */
interface KoaLike {
  req: IncomingMessage;
  readonly headerSent: boolean;
  status: number;
  body: unknown;
  respond?: boolean;
  set(field: { [key: string]: string | string[] }): void;
  set(field: string, value: string | string[]): void;
}
export const middleware: (context: KoaLike, next: () => Promise<unknown>) => unknown = koaWebhook(
  { verifier },
  (_webhook, context) => void (context.status = 204),
);

export const handler: (
  event: { headers: Record<string, string>; body?: string },
  context: object,
) => Promise<LambdaResult> = lambdaWebhook({ verifier }, () => ({ statusCode: 202 }));

const post = signedFetch(nabla, { keys, fetch: globalThis.fetch });
export const status: Promise<number> = post("https://example.com", { body: { any: ["json"] } }).then(
  (response) => response.status,
);
