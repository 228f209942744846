import { expect, test } from "vitest";
import type { RefusalCode } from "../../../src/adapters/refusal-code.ts";
import { NOW_MS } from "../../support/scheme-cases.ts";
import type { Framework } from "../framework.ts";
import { running } from "../running.ts";
import { send, type Sending } from "../send.ts";
import { EVENT, post, signed, UNAUTHORIZED } from "../signed.ts";

/** The handler never runs on a refusal, and the sender learns only what it may. */
export function refusalCases(framework: Framework): void {
  const { name } = framework;

  const body = EVENT;
  const good = signed("nabla", body);
  const signature = good["x-nabla-webhook-signature"] ?? "";
  const timestamp = good["x-nabla-webhook-timestamp"] ?? "";

  const refusals: readonly (readonly [what: string, code: RefusalCode, sending: Sending])[] = [
    ["without any header", "missing_header", { headers: {} }],
    ["without a signature", "missing_header", { headers: { "x-nabla-webhook-timestamp": timestamp } }],
    ["with another body", "no_match", { headers: good, body: `${body} ` }],
    [
      "with a signature of another form",
      "malformed_signature",
      { headers: { ...good, "x-nabla-webhook-signature": signature.slice(1) } },
    ],
    [
      "with a time of another form",
      "malformed_timestamp",
      { headers: { ...good, "x-nabla-webhook-timestamp": `${timestamp} x` } },
    ],
    ["that is too old", "stale", { headers: signed("nabla", body, NOW_MS - 60_001) }],
    ["from the future", "from_the_future", { headers: signed("nabla", body, NOW_MS + 60_001) }],
  ];

  test.each(refusals)(`${name}: refuses a request %s alike`, async (_what, code, sending) => {
    await running(framework, {}, async ({ url, handled, refused }) => {
      const answer = await send(url, { body, ...sending });
      expect(answer).toMatchObject({ status: 401, body: UNAUTHORIZED });
      expect([handled, refused]).toEqual([[], [code]]);
    });
  });

  test(`${name}: refuses a header that occurs twice`, async () => {
    await running(framework, { scheme: "insight-health" }, async ({ url, handled, refused }) => {
      const headers = signed("insight-health", body);
      for (const twice of ["x-webhook-signature", "x-api-key"]) {
        const value = headers[twice] ?? "";
        const answer = await send(url, { body, headers: { ...headers, [twice]: [value, value] } });
        expect(answer).toMatchObject({ status: 401, body: UNAUTHORIZED });
      }
      expect([handled.length, refused.length]).toEqual([0, 2]);
    });
  });

  test(`${name}: refuses an API key that names nobody`, async () => {
    await running(framework, { scheme: "insight-health" }, async ({ url, handled, refused }) => {
      const headers = { ...signed("insight-health", body), "x-api-key": "another-key" };
      expect(await send(url, { body, headers })).toMatchObject({ status: 401, body: UNAUTHORIZED });
      expect([handled, refused]).toEqual([[], ["unknown_caller"]]);
    });
  });

  test(`${name}: refuses with the scheme's status`, async () => {
    await running(framework, { scheme: "zentact" }, async ({ url, handled }) => {
      const answer = await send(url, { body, headers: signed("zentact", `${body} `) });
      expect(answer).toMatchObject({ status: 403, body: UNAUTHORIZED });
      expect(handled).toEqual([]);
    });
  });

  test.each(["GET", "HEAD", "PUT", "DELETE"])(`${name}: answers 405 to %s`, async (method) => {
    await running(framework, {}, async ({ url, handled, refused }) => {
      const hasBody = method === "PUT";
      const sending = hasBody ? { body } : { isChunked: true };
      const answer = await send(url, { method, headers: good, ...sending });
      expect([answer.status, answer.headers.allow]).toEqual([405, "POST"]);
      expect(answer.body).toBe(method === "HEAD" ? "" : '{"error":"method_not_allowed"}');
      expect([handled, refused]).toEqual([[], ["wrong_method"]]);
    });
  });

  test(`${name}: answers 415 to a compressed body, and takes one that says it is not`, async () => {
    await running(framework, {}, async ({ url, handled, refused }) => {
      for (const encoding of ["gzip", "br", "identity, gzip"]) {
        const answer = await post(url, body, { headers: { "content-encoding": encoding } });
        expect(answer).toMatchObject({ status: 415, body: '{"error":"content_encoding_not_supported"}' });
      }
      expect([handled.length, new Set(refused)]).toEqual([0, new Set(["content_encoding"])]);
      expect((await post(url, body, { headers: { "content-encoding": "Identity" } })).status).toBe(200);
    });
  });
}
