import { describe, expect, test } from "vitest";
import { ApiProblem, ClientError, createClient, pages } from "../../src/client/index.ts";
import type { Client } from "../../src/client/index.ts";
import { makeProblem } from "../../src/problem.ts";

const organization = { name: "north", configVersion: 1 };

interface Sent {
  readonly url: string;
  readonly init: RequestInit | undefined;
}

/** A client whose far end answers with these, one after another, and what it was sent. */
function clientOf(...answers: readonly (() => Response | Promise<Response>)[]): {
  client: Client;
  sent: Sent[];
} {
  const sent: Sent[] = [];
  const fetch = async (url: string | URL | Request, init?: RequestInit): Promise<Response> => {
    sent.push({ url: url instanceof Request ? url.url : String(url), init });
    const answer = answers[sent.length - 1];
    if (answer === undefined) throw new Error("one call too many");
    return await answer();
  };
  return { client: createClient({ url: "http://gateway.example/", apiKey: "csk_x", fetch }), sent };
}

function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): () => Response {
  return () => new Response(JSON.stringify(body), { status, headers });
}

describe("a call", () => {
  test("says in the console that it comes from there, and whether a person asked for it", async () => {
    const sent: (RequestInit | undefined)[] = [];
    const fetch = async (_url: unknown, init?: RequestInit): Promise<Response> => {
      sent.push(init);
      return Response.json({ items: [], next: null });
    };
    const client = createClient({ url: "http://gateway.example", isConsole: true, fetch });
    await client.call("listSources");
    await client.call("listSources", { isBackground: true });
    const said = sent.map((init) => new Headers(init?.headers).get("x-countersign-console"));
    expect(said).toEqual(["1", "background"]);
  });

  test("sends every part in its place, and gives the parsed answer", async () => {
    const key = {
      id: "key_1",
      name: "ci",
      role: "viewer",
      organization: "north",
      state: "active",
      key: "csk_y",
    };
    const times = {
      createdAt: "2026-01-01T00:00:00.000Z",
      expiresAt: null,
      revokedAt: null,
      lastUsedAt: null,
    };
    const { client, sent } = clientOf(json(201, { ...key, ...times, added: "by a newer gateway" }));
    const made = await client.call("createApiKey", {
      body: { name: "ci", role: "viewer" },
      idempotencyKey: "once",
    });
    expect(made).toEqual({ ...key, ...times });
    expect(sent[0]?.url).toBe("http://gateway.example/api/v1/api-keys");
    expect(sent[0]?.init).toMatchObject({
      method: "POST",
      redirect: "manual",
      body: '{"name":"ci","role":"viewer"}',
      headers: {
        authorization: "Bearer csk_x",
        "idempotency-key": "once",
        "content-type": "application/json",
      },
    });
  });

  test("escapes what stands in the path and in the query", async () => {
    const { client, sent } = clientOf(json(200, organization), json(200, { items: [], next: null }));
    await client.call("getOrganization", { params: { organization: "a/b?c" } });
    await client.call("listOrganizations", { query: { limit: 7, cursor: "a&b" } });
    expect(sent.map(({ url }) => url.slice("http://gateway.example/api/v1".length))).toEqual([
      "/organizations/a%2Fb%3Fc",
      "/organizations?limit=7&cursor=a%26b",
    ]);
  });

  test("throws the gateway's problem with its code, places and time to wait", async () => {
    const document = makeProblem("too_many_failures", { requestId: "req_1" });
    const { client } = clientOf(json(429, document, { "retry-after": "3" }));
    const error = await client.call("getHealth").catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ApiProblem);
    expect(error).toMatchObject({
      code: "too_many_failures",
      status: 429,
      retryAfterSeconds: 3,
      problem: document,
    });
  });

  test("passes a code on that it does not know", async () => {
    const document = { ...makeProblem("not_found", { requestId: "req_1" }), code: "brand_new" };
    const { client } = clientOf(json(404, document));
    await expect(client.call("getHealth")).rejects.toMatchObject({ code: "brand_new" });
  });

  test.each([
    ["another status", json(202, organization)],
    ["a redirect", json(302, organization, { location: "https://elsewhere.example/" })],
    ["another shape", json(200, { name: 1 })],
    ["no JSON", () => new Response("<html>", { status: 200 })],
    ["a problem of another status", json(500, makeProblem("not_found", { requestId: "x" }))],
  ])("is answer_unexpected for %s", async (_what, answer) => {
    const { client } = clientOf(answer);
    const error = await client
      .call("getOrganization", { params: { organization: "north" } })
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ClientError);
    expect(error).toMatchObject({ code: "answer_unexpected" });
  });

  test("is unreachable where nothing answers, and where the connection breaks within the answer", async () => {
    const broken = new ReadableStream({ start: (controller) => controller.error(new TypeError("cut")) });
    const { client } = clientOf(
      () => Promise.reject(new TypeError("fetch failed")),
      () => new Response(broken, { status: 200 }),
    );
    await expect(client.call("getHealth")).rejects.toMatchObject({ code: "unreachable" });
    await expect(client.call("getHealth")).rejects.toMatchObject({ code: "unreachable" });
  });

  test("rejects with the reason of its signal when it is aborted", async () => {
    const { client } = clientOf(() => Promise.reject(new DOMException("stop", "AbortError")));
    const error = client.call("getHealth", { signal: AbortSignal.abort() });
    await expect(error).rejects.toMatchObject({ name: "AbortError" });
  });
});

test("pages gives the items of all pages, asking with each page's cursor", async () => {
  const { client, sent } = clientOf(
    json(200, { items: [organization], next: "b2" }),
    json(200, { items: [{ ...organization, name: "south" }], next: null }),
  );
  const names = [];
  for await (const { name } of pages((cursor) => client.call("listOrganizations", { query: cursor })))
    names.push(name);
  expect(names).toEqual(["north", "south"]);
  expect(sent.map(({ url }) => new URL(url).search)).toEqual(["", "?cursor=b2"]);
});

test("parts that a route does not have cannot be given, and those it needs cannot be left out", () => {
  const { client } = clientOf();
  // Never called: the compiler is what is tested.
  const misuses = (): readonly unknown[] => [
    // @ts-expect-error no such route
    client.call("dropDatabase"),
    // @ts-expect-error the body is missing
    client.call("createApiKey", {}),
    // @ts-expect-error no such role
    client.call("createApiKey", { body: { name: "x", role: "root" } }),
    // @ts-expect-error a list takes no idempotency key
    client.call("listApiKeys", { idempotencyKey: "x" }),
    // @ts-expect-error numbers are given as numbers
    client.call("listApiKeys", { query: { limit: "5" } }),
  ];
  expect(misuses).toBeTypeOf("function");
});
