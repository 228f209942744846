import { readdirSync, readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createSigner } from "countersign";
import { signedFetch } from "countersign/client";
import type { LambdaEvent, LambdaResult } from "countersign/lambda";
import { nabla } from "countersign/schemes/nabla";
import { startExample } from "./support/example-server.ts";

const SECRET = "a secret of the examples";
const FOLDER = new URL("../frameworks/", import.meta.url);

const guide = readFileSync(new URL("../../docs/guides/verify-in-five-minutes.md", import.meta.url), "utf8");

const servers = ["node", "express", "fastify", "hono", "koa", "nest"];
const modules = ["fetch", "lambda", "next-pages", "next-route"];

const body = '{ "id": "evt-1",  "type": "generate_note.succeeded", "v": 1.0 }\n';
const line = `generate_note.succeeded evt-1, ${body.length} bytes`;
const sender = { keys: [{ secret: SECRET }] };
const stranger = { keys: [{ secret: "another secret" }] };

beforeAll(() => {
  process.env["NABLA_SECRET"] = SECRET;
});

afterAll(() => {
  Reflect.deleteProperty(process.env, "NABLA_SECRET");
});

/** What an example's module exports. */
async function exportsOf(name: string): Promise<Readonly<Record<string, unknown>>> {
  return (await import(/* @vite-ignore */ new URL(`${name}.mjs`, FOLDER).href)) as Record<string, unknown>;
}

test("every example is tested here", () => {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith(".mjs"));
  expect(files.toSorted()).toEqual([...servers, ...modules].map((name) => `${name}.mjs`).toSorted());
});

test.each(servers)("the %s example takes what Nabla signs and refuses the rest", async (name) => {
  await using example = await startExample(name, SECRET);
  const url = `${example.origin}/webhooks/nabla`;
  const headers = { "content-type": "application/json" };
  expect((await signedFetch(nabla, stranger)(url, { body, headers })).status).toBe(401);
  expect((await signedFetch(nabla, sender)(url, { body, headers })).status).toBe(200);
  expect(await example.firstLine).toBe(line);
});

/** A request that this sender signs. */
function signedRequest(options: typeof sender): Request {
  const headers = createSigner(nabla, options).sign({ body });
  return new Request("https://hooks.example.org/webhooks/nabla", { method: "POST", headers, body });
}

test("the fetch example takes what Nabla signs and refuses the rest", async () => {
  const { default: server } = (await exportsOf("fetch")) as {
    default: { fetch: (request: Request) => Promise<Response> };
  };
  expect((await server.fetch(signedRequest(stranger))).status).toBe(401);
  expect((await server.fetch(signedRequest(sender))).status).toBe(200);
});

test("the next-route example takes what Nabla signs and refuses the rest", async () => {
  const { POST, runtime } = (await exportsOf("next-route")) as {
    POST: (request: Request, context: object) => Promise<Response>;
    runtime: string;
  };
  expect(runtime).toBe("nodejs");
  expect((await POST(signedRequest(stranger), {})).status).toBe(401);
  expect((await POST(signedRequest(sender), {})).status).toBe(200);
});

test("the next-pages example takes what Nabla signs and refuses the rest", async () => {
  const { default: receive, config } = (await exportsOf("next-pages")) as {
    default: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
    config: unknown;
  };
  expect(config).toEqual({ api: { bodyParser: false } });
  const server = createServer((request, response) => void receive(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const statuses: number[] = [];
  for (const who of [stranger, sender]) statuses.push((await signedFetch(nabla, who)(url, { body })).status);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  expect(statuses).toEqual([401, 200]);
});

test("the lambda example takes what Nabla signs and refuses the rest", async () => {
  const { handler } = (await exportsOf("lambda")) as {
    handler: (event: LambdaEvent, context: object) => Promise<LambdaResult>;
  };
  const event = (who: typeof sender): LambdaEvent => ({
    headers: createSigner(nabla, who).sign({ body }),
    requestContext: { http: { method: "POST" } },
    body,
  });
  expect((await handler(event(stranger), {})).statusCode).toBe(401);
  expect((await handler(event(sender), {})).statusCode).toBe(200);
});

test.each([...servers, ...modules].filter((name) => name !== "nest"))(
  "the guide shows the %s example as it is",
  (name) => {
    const example = readFileSync(new URL(`${name}.mjs`, FOLDER), "utf8");
    // What is said to the linter of this repository is not for readers.
    const shown = example.replaceAll(/^\/\/ oxlint-.*\n/gm, "");
    expect(guide).toContain("```js\n" + shown + "```");
  },
);
