import { problem, routeEntries } from "@countersign/contract";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exchange, statusOf } from "../support/raw-exchange.ts";
import { startApiWorld } from "./support/api-world.ts";
import type { ApiWorld } from "./support/api-world.ts";
import { ask } from "./support/ask.ts";
import { existingResources } from "./support/existing-resources.ts";

const MEBIBYTE = 1024 * 1024;

let world: ApiWorld;
let keys: string;
beforeAll(async () => {
  world = await startApiWorld();
  keys = `${world.url}/api/v1/api-keys`;
});
afterAll(() => world[Symbol.asyncDispose]());

const create = (body: unknown, headers: Readonly<Record<string, string>> = {}): ReturnType<typeof ask> =>
  ask(keys, { apiKey: world.north.admin, body, headers });

describe("refuses", () => {
  test("a path that is no route with 404, and a method that a route has not with 405 and its methods", async () => {
    expect((await ask(`${world.url}/api/v1/nothing`)).code).toBe("not_found");
    expect((await ask(`${world.url}/api/`)).code).toBe("not_found");
    expect((await ask(`${world.url}/api/v1/health/`)).code).toBe("not_found");
    expect((await ask(`${world.url}/api/v1/%ff`)).code).toBe("not_found");
    const answer = await ask(keys, { method: "DELETE" });
    expect([answer.status, answer.code, answer.headers.get("allow")]).toEqual([
      405,
      "method_not_allowed",
      "GET, POST, HEAD",
    ]);
  });

  test("unknown fields, unknown query values and values out of range, by place and without showing them", async () => {
    const answer = await create({ name: "ü\u0000secret", role: "secret-role", secretField: 1 });
    expect([answer.status, answer.code]).toEqual([400, "request_invalid"]);
    expect((answer.json as { problems: unknown }).problems).toEqual([
      expect.objectContaining({ in: "body", pointer: "/name", found: "text of 8 characters" }),
      expect.objectContaining({ pointer: "/role", expected: "one of admin, operator, clinical, viewer" }),
      expect.objectContaining({
        pointer: "",
        expected: "no fields but name, role, expiresAt",
        found: "1 other field",
      }),
    ]);
    expect(answer.text).not.toContain("secret");
    for (const query of [
      "limit=0",
      "limit=201",
      "limit=1e2",
      "limit=5&limit=6",
      "cursor=%00",
      "other=1",
      "cursor=AAAA",
    ]) {
      const refused = await ask(`${keys}?${query}`, { apiKey: world.north.admin });
      expect([query, refused.code]).toEqual([query, "request_invalid"]);
    }
  });

  test("what is not one JSON value in UTF-8", async () => {
    for (const body of ["{", "", "{} {}", '{"__proto__":{"role":"admin"}}', '{"\\u005f_proto__":{}}']) {
      expect([body, (await create(body)).code]).toEqual([body, "json_invalid"]);
    }
    const answer = await exchange(world.url, {
      path: "/api/v1/api-keys",
      headers: [
        ["authorization", `Bearer ${world.north.admin}`],
        ["content-type", "application/json"],
      ],
      body: Buffer.from([0x22, 0xff, 0x22]),
    });
    expect(statusOf(answer)).toBe(400);
    expect(answer.toString("latin1")).toContain("json_invalid");
  });

  test("other media types and compressed bodies", async () => {
    const body = { name: "x", role: "viewer" };
    for (const type of ["text/plain", "application/jsonp", "application/json; charset=utf-16", ""]) {
      const { code } = await create(body, { "content-type": type });
      expect([type, code]).toEqual([type, "media_type_not_supported"]);
    }
    expect((await create(body, { "content-encoding": "gzip" })).code).toBe("media_type_not_supported");
  });

  test.each([false, true])("a body of more than a mebibyte (chunked: %s)", async (isChunked) => {
    const body = Buffer.from(JSON.stringify({ name: "x".repeat(MEBIBYTE), role: "viewer" }));
    const headers = [
      ["authorization", `Bearer ${world.north.admin}`],
      ["content-type", "application/json"],
    ] as const;
    const answer = await exchange(world.url, { path: "/api/v1/api-keys", headers, body, isChunked });
    expect(statusOf(answer)).toBe(413);
  });

  test("a body before it is sent, where the sender waits to be told to continue", async () => {
    const answer = await exchange(world.url, {
      path: "/api/v1/api-keys",
      headers: [["expect", "100-continue"]],
    });
    expect(statusOf(answer)).toBe(401);
  });

  test("a body for a route that takes none", async () => {
    const url = `${keys}/${(await existingResources["apiKey"]?.find(world)) ?? ""}/revoke`;
    const answer = await ask(url, { apiKey: world.north.admin, body: { force: true } });
    expect(answer.code).toBe("request_invalid");
  });

  test("a key that expires in the past", async () => {
    const answer = await create({ name: "late", role: "viewer", expiresAt: "2020-01-01T00:00:00Z" });
    expect(answer.code).toBe("request_invalid");
  });
});

test("every refusal is a problem of the contract with the id of its request, kept nowhere", async () => {
  const { json, headers } = await ask(`${world.url}/api/v1/nothing`);
  const parsed = problem.parse(json);
  expect(parsed).toEqual(json);
  expect(headers.get("x-request-id")).toBe(parsed.requestId);
  expect(headers.get("cache-control")).toBe("no-store");
  expect(headers.get("x-content-type-options")).toBe("nosniff");
});

test("a sender that waits to be told to continue is told so when its body is wanted", async () => {
  const { hostname, port } = new URL(world.url);
  const body = JSON.stringify({ name: "patient", role: "viewer" });
  const socket = connect({ host: hostname, port: Number(port) });
  const received: string[] = [];
  socket.setEncoding("latin1").on("data", (text: string) => {
    received.push(text);
    if (text.includes("100 Continue")) socket.write(body);
  });
  const closed = new Promise((resolve) => socket.once("close", resolve));
  socket.write(
    `POST /api/v1/api-keys HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${world.north.admin}\r\n` +
      `content-type: application/json\r\nexpect: 100-continue\r\ncontent-length: ${body.length}\r\n\r\n`,
  );
  await closed;
  expect(received.join("")).toContain("HTTP/1.1 201 Created");
});

/** Redirects lead to an identity provider, which this gateway has none of; the tests of signing in follow them. */
const SEE_OTHER = 303;

test.each(routeEntries.filter(([, { method, answer }]) => method === "GET" && answer.status !== SEE_OTHER))(
  "%s answers exactly what the contract names",
  async (_name, route) => {
    let path: string = route.path;
    for (const [, parameter = ""] of route.path.matchAll(/\{(\w+)\}/g)) {
      path = path.replace(`{${parameter}}`, (await existingResources[parameter]?.find(world)) ?? "");
    }
    if (route.answer.stream !== undefined) return;
    const answer = await ask(`${world.url}${path}`, { apiKey: world.north.admin });
    // A route that no admin may call has its answers shown by the tests of its resource.
    if (answer.code === "role_not_allowed") return;
    expect(answer.status).toBe(route.answer.status);
    const parsed = route.answer.body === undefined ? answer.json : route.answer.body.parse(answer.json);
    expect(parsed).toEqual(answer.json);
  },
);

describe("an idempotency key", () => {
  test("gives a repeated create the same answer, also when all come at once", async () => {
    const headers = { "idempotency-key": "at-once" };
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => create({ name: "once", role: "viewer" }, headers)),
    );
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(201);
    const { json } = await ask(`${keys}?limit=200`, { apiKey: world.north.admin });
    const named = (json as { items: { name: string }[] }).items.filter(({ name }) => name === "once");
    expect(named).toHaveLength(1);
  });

  test("is refused for another request, and belongs to one organization", async () => {
    const headers = { "idempotency-key": "mine" };
    expect((await create({ name: "first", role: "viewer" }, headers)).status).toBe(201);
    expect((await create({ name: "second", role: "viewer" }, headers)).code).toBe("idempotency_key_reused");
    const elsewhere = await ask(keys, {
      apiKey: world.south.admin,
      body: { name: "first", role: "viewer" },
      headers,
    });
    expect(elsewhere.status).toBe(201);
  });

  test("gives its answer to no other API key", async () => {
    const headers = { "idempotency-key": "private" };
    const made = await create({ name: "another admin", role: "admin" }, headers);
    const { key } = made.json as { key: string };
    const body = { name: "another admin", role: "admin" };
    expect((await ask(keys, { apiKey: key, body, headers })).code).toBe("idempotency_key_reused");
  });

  test("of another form is refused", async () => {
    const answer = await create({ name: "x", role: "viewer" }, { "idempotency-key": "with blanks in it" });
    expect(answer.code).toBe("request_invalid");
  });
});

describe("an ETag", () => {
  test("spares the answer while it is current", async () => {
    const url = `${world.url}/api/v1/organizations/north`;
    const first = await ask(url, { apiKey: world.north.viewer });
    const etag = first.headers.get("etag") ?? "";
    const again = await ask(url, { apiKey: world.north.viewer, headers: { "if-none-match": etag } });
    expect([again.status, again.text]).toEqual([304, ""]);
    const other = await ask(url, { apiKey: world.north.viewer, headers: { "if-none-match": '"other"' } });
    expect(other.status).toBe(200);
  });

  test("keeps a change from a resource that is no longer as it was read", async () => {
    const made = await create({ name: "to revoke", role: "viewer" });
    const url = `${keys}/${(made.json as { id: string }).id}`;
    const stale = await ask(`${url}/revoke`, {
      method: "POST",
      apiKey: world.north.admin,
      headers: { "if-match": '"stale"' },
    });
    expect(stale.code).toBe("precondition_failed");
    const etag = (await ask(url, { apiKey: world.north.admin })).headers.get("etag") ?? "";
    const current = await ask(`${url}/revoke`, {
      method: "POST",
      apiKey: world.north.admin,
      headers: { "if-match": etag },
    });
    expect(current.json).toMatchObject({ state: "revoked" });
  });
});

test("an admin address takes the API over", async () => {
  await using apart = await startApiWorld({ adminListen: "127.0.0.1:0" });
  const { adminUrl = "", url } = apart.running.gateway;
  expect((await ask(`${adminUrl}/api/v1/openapi.json`)).status).toBe(200);
  expect((await ask(`${url}/api/v1/openapi.json`)).status).toBe(404);
});

test("the reference page runs no script and asks nobody", async () => {
  const { text, headers } = await ask(`${world.url}/api/docs`);
  expect(text).not.toMatch(/<script|<link|<img|\son\w+=|https?:/);
  expect(headers.get("content-security-policy")).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; /);
  for (const [name] of routeEntries) expect(text).toContain(`id="${name}"`);
});
