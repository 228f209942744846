import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exchangeBytes, exchange, statusOf } from "../support/raw-exchange.ts";
import {
  CONNECT_SECRET,
  NABLA_SECRET,
  northside,
  nablaEvent,
  post,
  postNabla,
  signConnect,
  signNabla,
  signZentact,
} from "./support/senders.ts";
import { startTestGateway } from "./support/test-gateway.ts";
import type { TestGateway } from "./support/test-gateway.ts";

let running: TestGateway;
let nabla: string;

beforeAll(async () => {
  running = await startTestGateway({ configuration: northside });
  nabla = `${running.url}/in/northside/nabla`;
});

afterAll(async () => {
  await running[Symbol.asyncDispose]();
});

describe("accepted", () => {
  test("a good request is answered 200 with the id of its event", async () => {
    const answer = await postNabla(nabla, "accepted-1");
    expect(answer.status).toBe(200);
    expect(answer.body).toMatch(/^\{"id":"evt_[0-9a-z]+","duplicate":false\}$/);
    expect(answer.headers["content-type"]).toBe("application/json");
  });

  test("the same event again is answered 200 with the first one's id", async () => {
    const first = await postNabla(nabla, "duplicate-1");
    const second = await postNabla(nabla, "duplicate-1");
    expect(second.status).toBe(200);
    expect(JSON.parse(second.body)).toEqual({ ...JSON.parse(first.body), duplicate: true });
  });

  test("the same event id with another body is an event of its own", async () => {
    const first = await postNabla(nabla, "conflict-1");
    const body = nablaEvent("conflict-1", "generate_note_async.failed");
    const second = await post(nabla, body, signNabla({ body }));
    expect(second.status).toBe(200);
    expect(JSON.parse(second.body)).toMatchObject({ duplicate: false });
    expect(JSON.parse(second.body)).not.toEqual(JSON.parse(first.body));
  });

  test("Nabla Connect reads its request_uuid back", async () => {
    const body = JSON.stringify({
      request_uuid: "0b9f8b8c-1111-4222-8333-444455556666",
      type: "NOTE_EXPORT",
    });
    const answer = await post(`${running.url}/in/northside/connect`, body, signConnect({ body }));
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toEqual({ request_uuid: "0b9f8b8c-1111-4222-8333-444455556666" });
  });

  test("a query string changes nothing", async () => {
    expect((await postNabla(`${nabla}?from=somewhere`, "query-1")).status).toBe(200);
  });

  test("an absolute request target is understood", async () => {
    const body = Buffer.from(nablaEvent("absolute-1"));
    const headers = Object.entries(signNabla({ body }));
    expect(statusOf(await exchange(running.url, { path: nabla, headers, body }))).toBe(200);
  });

  test("a body in chunks is verified like any other", async () => {
    const body = Buffer.from(nablaEvent("chunked-1"));
    const headers = Object.entries(signNabla({ body }));
    const path = "/in/northside/nabla";
    expect(statusOf(await exchange(running.url, { path, headers, body, isChunked: true }))).toBe(200);
  });

  test("a body that is not JSON is stored and flagged, because some senders send once only", async () => {
    const body = "not json";
    expect((await post(nabla, body, signNabla({ body }))).status).toBe(200);
  });

  test("any Content-Type, or none, is accepted", async () => {
    const body = Buffer.from(nablaEvent("type-1"));
    const headers = [...Object.entries(signNabla({ body })), ["content-type", "text/x-anything"]] as const;
    expect(statusOf(await exchange(running.url, { path: "/in/northside/nabla", headers, body }))).toBe(200);
  });
});

describe("refused", () => {
  test("every refusal is the same, whatever its reason, and the same as for an unknown source", async () => {
    const body = nablaEvent("refused-1");
    const signed = signNabla({ body });
    const signatureHeader = "x-nabla-webhook-signature";
    const timestampHeader = "x-nabla-webhook-timestamp";
    const stale = signNabla({ body, headers: { [timestampHeader]: "2020-01-01T00:00:00.000Z" } });
    const wrongKey = signConnect({ body });
    const cases = {
      "missing headers": await post(nabla, body),
      "malformed signature": await post(nabla, body, { ...signed, [signatureHeader]: "zz" }),
      "bad signature": await post(nabla, body, { ...signed, [signatureHeader]: "0".repeat(64) }),
      "bad key": await post(nabla, body, {
        [signatureHeader]: wrongKey["x-nabla-connect-signature"] ?? "",
        [timestampHeader]: wrongKey["x-nabla-connect-timestamp"] ?? "",
      }),
      "tampered body": await post(nabla, body.replace("refused-1", "refused-2"), signed),
      stale: await post(nabla, body, stale),
      "unknown source": await post(`${running.url}/in/northside/nowhere`, body, signed),
      "unknown organization": await post(`${running.url}/in/nowhere/nabla`, body, signed),
      "unknown shape": await post(`${running.url}/in/x`, body, signed),
    };
    const answers = Object.values(cases).map(({ status, headers, body: text }) => ({
      status,
      headers: { ...headers, date: "" },
      text,
    }));
    expect(answers[0]?.status).toBe(401);
    expect(answers[0]?.text).toBe('{"error":"unauthorized"}');
    for (const answer of answers) expect(answer).toEqual(answers[0]);
  });

  test("a repeated signature header is refused although Node would join it", async () => {
    const body = Buffer.from(nablaEvent("repeated-1"));
    const headers = Object.entries(signNabla({ body }));
    const path = "/in/northside/nabla";
    const [first] = headers;
    if (first === undefined) throw new Error("nothing was signed");
    expect(statusOf(await exchange(running.url, { path, headers: [...headers, first], body }))).toBe(401);
  });

  test("Zentact's refusal is 403", async () => {
    const url = `${running.url}/in/northside/zentact`;
    expect((await post(url, "{}", signZentact({ body: "{}" }))).status).toBe(200);
    const refused = await post(url, "{ }", signZentact({ body: "{}" }));
    expect([refused.status, refused.body]).toEqual([403, '{"error":"unauthorized"}']);
  });

  test("an authentic body that is not JSON is 422 where the source says refuse", async () => {
    const answer = await post(
      `${running.url}/in/northside/strict`,
      "no json",
      signNabla({ body: "no json" }),
    );
    expect([answer.status, answer.body]).toEqual([422, '{"error":"payload_unreadable"}']);
  });

  test("a body over the limit is 413, and so is one in chunks that does not tell", async () => {
    const path = "/in/northside/small";
    const body = Buffer.alloc(1001, "x");
    const headers = Object.entries(signNabla({ body }));
    expect(statusOf(await exchange(running.url, { path, headers, body }))).toBe(413);
    expect(statusOf(await exchange(running.url, { path, headers, body, isChunked: true }))).toBe(413);
    const atLimit = Buffer.alloc(1000, "x");
    const signed = Object.entries(signNabla({ body: atLimit }));
    expect(statusOf(await exchange(running.url, { path, headers: signed, body: atLimit }))).toBe(200);
  });

  test("a body far over the default limit is 413 while it is still being sent", async () => {
    const body = Buffer.alloc(9 * 1024 * 1024);
    const path = "/in/northside/nabla";
    expect(statusOf(await exchange(running.url, { path, body, isChunked: true }))).toBe(413);
    expect(statusOf(await exchange(running.url, { path: "/in/no/where", body }))).toBe(413);
  });

  test("a Content-Encoding other than identity is 415", async () => {
    const body = nablaEvent("coded-1");
    const gzip = await post(nabla, body, { ...signNabla({ body }), "content-encoding": "gzip" });
    expect(gzip.status).toBe(415);
    const identity = await post(nabla, body, { ...signNabla({ body }), "content-encoding": "Identity" });
    expect(identity.status).toBe(200);
  });

  test("a wrong method is 405 with Allow, for a known source as for an unknown one", async () => {
    for (const path of ["/in/northside/nabla", "/in/no/where"]) {
      const response = await fetch(`${running.url}${path}`, { method: "PUT", body: "{}" });
      expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
      await response.text();
    }
  });

  test("other paths are 404", async () => {
    for (const path of ["/in", "/api/v1", "/In/northside/nabla", "/healthz/"]) {
      expect([path, (await post(`${running.url}${path}`, "{}")).status]).toEqual([path, 404]);
    }
  });

  test.each([
    ["no HTTP at all", "nonsense\r\n\r\n", 400],
    ["no Host", "POST /in/northside/nabla HTTP/1.1\r\nconnection: close\r\n\r\n", 400],
    ["another expectation", "POST / HTTP/1.1\r\nhost: a\r\nexpect: a miracle\r\n\r\n", 417],
    ["two lengths", "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab", 400],
    [
      "length and chunks",
      "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
      400,
    ],
    ["a NUL in a header", "POST / HTTP/1.1\r\nhost: a\r\nx: a\0b\r\n\r\n", 400],
    ["large headers", `POST / HTTP/1.1\r\nhost: a\r\nx: ${"y".repeat(17_000)}\r\n\r\n`, 431],
    ["many headers", `POST / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n${"x: y\r\n".repeat(300)}\r\n`, 431],
    ["an asterisk", "OPTIONS * HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n", 400],
  ])("broken HTTP is cut: %s", async (_, text, status) => {
    const answer = await exchangeBytes(running.url, Buffer.from(text, "latin1"));
    expect(statusOf(answer)).toBe(status);
    expect(answer.toString("latin1")).toMatch(/\r\n\r\n\{"error":"[a-z_]+"\}$/);
  });
});

function headExpectingContinue(path: string, length: number): string {
  return `POST ${path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\nexpect: 100-continue\r\ncontent-length: ${length}\r\n\r\n`;
}

describe("expecting 100-continue", () => {
  test("the body is asked for once the early checks are passed", async () => {
    const answer = await exchangeBytes(
      running.url,
      Buffer.from(`${headExpectingContinue("/in/northside/nabla", 2)}{}`),
    );
    expect(answer.toString("latin1")).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 401 /);
  });

  test("a body that would be refused is never asked for", async () => {
    const answer = await exchangeBytes(
      running.url,
      Buffer.from(headExpectingContinue("/in/northside/small", 1001)),
    );
    expect(answer.toString("latin1")).toMatch(/^HTTP\/1\.1 413 /);
  });
});

test("no refusal ever tells a secret or a reason", () => {
  const logged = JSON.stringify(running.lines);
  for (const secret of [NABLA_SECRET, CONNECT_SECRET]) expect(logged).not.toContain(secret);
  expect(running.lines.some(({ event, code }) => event === "request_refused" && code === "no_match")).toBe(
    true,
  );
});
