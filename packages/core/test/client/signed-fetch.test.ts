import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { nodeWebhook } from "../../src/adapters/node/index.ts";
import type { Webhook } from "../../src/adapters/webhook.ts";
import { signedFetch, SignedFetchError, type SignedFetchErrorCode } from "../../src/client/index.ts";
import { createSigner, createVerifier, type Scheme, type VerifierOptions } from "../../src/index.ts";
import { honeybee } from "../../src/schemes/honeybee.ts";
import { insightHealth } from "../../src/schemes/insight-health.ts";
import { nabla } from "../../src/schemes/nabla.ts";
import { standardWebhooks } from "../../src/schemes/standard-webhooks.ts";
import { errorCodeOf } from "../support/error-code-of.ts";

type Listener = (request: IncomingMessage, response: ServerResponse) => unknown;

/** Serves with a listener while a test uses the address. */
async function serving(listener: Listener, use: (origin: string) => Promise<void>): Promise<void> {
  const server = createServer((request, response) => void listener(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

/** A receiver that verifies; what it accepted is in the list. */
function receiver(scheme: Scheme, options: VerifierOptions): { listener: Listener; accepted: Webhook[] } {
  const accepted: Webhook[] = [];
  const verifier = createVerifier(scheme, options);
  const receive = nodeWebhook<IncomingMessage, ServerResponse>(
    { verifier, onError: (error) => accepted.push(error as never) },
    (webhook) => accepted.push(webhook),
  );
  return { listener: receive, accepted };
}

const insightPair = { apiKey: "api-key", keys: [{ secret: "signing-key" }] };
const asCaller = (id: string): VerifierOptions => ({
  callers: [{ id, organization: "northside", ...insightPair }],
});

test("an EHR syncs appointments to Insight, and Insight accepts the bytes as sent", async () => {
  const { listener, accepted } = receiver(insightHealth, asCaller("ehr"));
  await serving(listener, async (origin) => {
    const post = signedFetch(insightHealth, insightPair);
    const appointments = [{ appointment: { id: "a-1", reason: "prüfen", duration: "30.0" } }];
    const response = await post(`${origin}/v2/webhooks/nexus/sync-appointments`, { body: { appointments } });
    expect([response.status, Buffer.from(response.body).toString()]).toEqual([200, '{"ok":true}']);
    expect(accepted.map(({ verdict }) => verdict)).toMatchObject([
      { callerId: "ehr", eventType: "appointments.sync" },
    ]);
    expect(Buffer.from(accepted[0]?.body ?? []).toString()).toBe(JSON.stringify({ appointments }));
  });
});

test("Insight pushes a note to an EHR, with a summary id to tell repeats by", async () => {
  const { listener, accepted } = receiver(insightHealth, asCaller("insight"));
  await serving(listener, async (origin) => {
    const push = signedFetch(insightHealth, insightPair);
    const note = { patient_id: "p-1", summary_id: "s-1", sections: { plan: "rest" } };
    expect((await push(`${origin}/notes`, { body: note })).status).toBe(200);
    expect(accepted.map(({ verdict }) => verdict)).toMatchObject([
      { eventType: "notes.push", eventId: "s-1", dedupeKey: "s-1" },
    ]);
  });
});

test.each([
  ["bytes that are not UTF-8", Buffer.from([0xff, 0x00, 0xfe]), undefined],
  ["text with blanks at its ends", " {} \n", undefined],
  ["no body", undefined, undefined],
  ["a JSON value", [1.5, "é"], "application/json"],
])("sends exactly the bytes it signed: %s", async (_what, body, contentType) => {
  let type: string | undefined;
  const { listener, accepted } = receiver(nabla, { keys: [{ secret: "s" }] });
  const noting: Listener = (request, response) => {
    type = request.headers["content-type"];
    return listener(request, response);
  };
  await serving(noting, async (origin) => {
    expect((await signedFetch(nabla, { keys: [{ secret: "s" }] })(origin, { body })).status).toBe(200);
    expect([accepted.length, type]).toEqual([1, contentType]);
  });
});

test("sends the id and further headers, and the given content type", async () => {
  const keys = [{ secret: "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=" }];
  const { listener, accepted } = receiver(standardWebhooks, { keys });
  let seen: readonly (string | string[] | undefined)[] = [];
  const noting: Listener = (request, response) => {
    seen = [request.headers["content-type"], request.headers["x-trace"]];
    return listener(request, response);
  };
  await serving(noting, async (origin) => {
    const post = signedFetch(standardWebhooks, { keys });
    const headers = { "Content-Type": "application/cloudevents+json", "X-Trace": "t-1" };
    await post(origin, { id: "msg_1", body: { type: "x" }, headers });
    expect(seen).toEqual(["application/cloudevents+json", "t-1"]);
    expect(accepted.map(({ verdict }) => verdict.eventId)).toEqual(["msg_1"]);
  });
});

test("a status of the receiver is a response, whatever it is", async () => {
  const { listener } = receiver(nabla, { keys: [{ secret: "another" }] });
  await serving(listener, async (origin) => {
    const response = await signedFetch(nabla, { keys: [{ secret: "s" }] })(origin, { body: {} });
    expect([response.status, response.headers.get("content-type")]).toEqual([401, "application/json"]);
  });
});

const honeybeeKeys = [{ secret: "client secret" }];

test.each([
  ["signed for this call", (path: string) => path, { ok: true, eventId: undefined }],
  ["signed for another call", () => "/other", { ok: false, code: "no_match" }],
])("verifies a response of Honeybee's API: %s", async (_what, signedPath, verdict) => {
  const answering: Listener = (request, response) => {
    const body = '{"orders":[1.0]}';
    const url = `http://${request.headers.host}${signedPath(request.url ?? "")}`;
    const signer = createSigner(honeybee, { keys: honeybeeKeys });
    response.writeHead(200, signer.sign({ method: request.method, url, body }));
    response.end(body);
  };
  await serving(answering, async (origin) => {
    const call = signedFetch(honeybee, { keys: honeybeeKeys, responseKeys: honeybeeKeys });
    const headers = { authorization: "Bearer t" };
    const response = await call(`${origin}/orders?a=1`, { method: "GET", headers });
    expect(response.verdict).toMatchObject(verdict);
    expect(Buffer.from(response.body).toString()).toBe('{"orders":[1.0]}');
  });
});

test("an unsigned response of Honeybee's API is a refused verdict", async () => {
  await serving(
    (_request, response) => response.end("{}"),
    async (origin) => {
      const call = signedFetch(honeybee, { keys: honeybeeKeys, responseKeys: honeybeeKeys });
      expect((await call(origin)).verdict).toEqual({ ok: false, code: "missing_header", status: 401 });
    },
  );
});

/** The error with which a call ends. */
async function endOf(call: Promise<unknown>): Promise<SignedFetchError> {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof SignedFetchError) return error;
  throw new Error("the call did not end in a SignedFetchError", { cause: error });
}

const post = signedFetch(nabla, { keys: [{ secret: "s" }], maxResponseBytes: 10 });

test.each([301, 302, 307, 308])("refuses to follow a redirect with status %d", async (status) => {
  let requests = 0;
  const redirecting: Listener = (_request, response) => {
    requests += 1;
    response.writeHead(status, { location: "/elsewhere" });
    response.end();
  };
  await serving(redirecting, async (origin) => {
    expect((await endOf(post(origin, { body: {} }))).code).toBe("redirect_refused");
    expect(requests).toBe(1);
  });
});

const badReceivers: readonly (readonly [what: string, code: SignedFetchErrorCode, listener: Listener])[] = [
  ["sends too much", "response_too_large", (_request, response) => response.end("x".repeat(11))],
  ["closes without a word", "request_failed", (request) => request.socket.destroy()],
  [
    "closes in the middle",
    "response_incomplete",
    (_request, response) => {
      response.writeHead(200, { "content-length": "5" });
      response.write("x");
      setImmediate(() => response.destroy());
    },
  ],
];

test.each(badReceivers)("a receiver that %s ends the call with %s", async (_what, code, listener) => {
  await serving(listener, async (origin) => {
    const error = await endOf(post(origin, { body: {} }));
    expect([error.code, error.message]).toEqual([code, expect.stringContaining(error.remedy)]);
  });
});

test("a receiver that never answers is given up", async () => {
  await serving(
    () => {},
    async (origin) => {
      const hasty = signedFetch(nabla, { keys: [{ secret: "s" }], timeoutMs: 20 });
      expect((await endOf(hasty(origin))).code).toBe("timed_out");
    },
  );
});

test.each(["before the response", "in the middle of it"])(
  "the caller's signal ends a call %s",
  async (when) => {
    const controller = new AbortController();
    const listener: Listener = (_request, response) => {
      if (when === "in the middle of it") response.write("x");
      setImmediate(() => controller.abort());
    };
    await serving(listener, async (origin) => {
      expect((await endOf(post(origin, { signal: controller.signal }))).code).toBe("aborted");
    });
  },
);

test("the injected fetch is given bytes, never text, and told to follow nothing", async () => {
  const calls: unknown[] = [];
  const options = {
    keys: [{ secret: "s" }],
    fetch: async (url: string, init: object) => {
      calls.push([url, init]);
      return new Response("");
    },
  };
  await signedFetch(nabla, options)("https://example.com/a", { body: "{}" });
  const init = { method: "POST", redirect: "manual", body: new Uint8Array([0x7b, 0x7d]) };
  expect(calls).toEqual([["https://example.com/a", expect.objectContaining(init)]]);
});

test.each([
  ["max_response_bytes_invalid", { maxResponseBytes: -1 }],
  ["duration_invalid", { timeoutMs: 0 }],
  ["duration_invalid", { timeoutMs: Number.NaN }],
  ["fetch_invalid", { fetch: 1 as never }],
  ["unknown_option", { timeout: 1 }],
  ["responses_not_signed", { responseKeys: [{ secret: "s" }] }],
])("reports %s when it is made", (code, options) => {
  expect(errorCodeOf(() => signedFetch(nabla, { keys: [{ secret: "s" }], ...options }))).toBe(code);
});

const circle: { self?: unknown } = {};
circle.self = circle;

test.each([
  ["body_not_serialisable", { body: circle }],
  ["body_not_serialisable", { body: 1n }],
  ["body_not_serialisable", { body: (): void => {} }],
  ["body_not_well_formed", { body: "\ud800" }],
  ["header_reserved", { headers: { "X-NABLA-WEBHOOK-SIGNATURE": "00" } }],
  ["method_invalid", { method: "post" }],
])("reports %s and calls nobody", async (code, signedCall) => {
  let calls = 0;
  const fetch = async (): Promise<Response> => {
    calls += 1;
    return new Response("");
  };
  const silent = signedFetch(nabla, { keys: [{ secret: "s" }], fetch });
  await expect(silent("https://example.com", signedCall)).rejects.toMatchObject({ code });
  expect(calls).toBe(0);
});
