import { expect, test } from "vitest";
import { type LambdaEvent, lambdaWebhook } from "../../../src/adapters/lambda/index.ts";
import type { Webhook } from "../../../src/adapters/webhook.ts";
import { caseOf, verifierFor } from "../../support/scheme-cases.ts";
import { errorCodeOf } from "../../support/error-code-of.ts";
import { EVENT, signed, UNAUTHORIZED } from "../signed.ts";

const insight = caseOf("insight-health");
const verifier = verifierFor(insight, [{ secret: insight.secret }]);

/** What a function answers to an event, and what its handler was given. */
async function invoked(event: LambdaEvent, maxBodyBytes?: number): Promise<[unknown, readonly string[]]> {
  const webhooks: Webhook[] = [];
  const receive = lambdaWebhook({ verifier, maxBodyBytes }, (webhook) => void webhooks.push(webhook));
  return [await receive(event, {}), webhooks.map(({ body }) => Buffer.from(body).toString("latin1"))];
}

/** The error's code with which an invocation fails. */
async function failureOf(event: unknown): Promise<unknown> {
  return invoked(event as LambdaEvent).then(
    () => undefined,
    (error: unknown) => (error as { readonly code?: unknown }).code,
  );
}

const headers = signed("insight-health", EVENT);
const lists = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
const json = { "content-type": "application/json" };
const success = { statusCode: 200, body: '{"ok":true}', isBase64Encoded: false };

const events: readonly (readonly [what: string, event: LambdaEvent, answer: object])[] = [
  [
    "API Gateway v1",
    { httpMethod: "POST", headers, multiValueHeaders: lists, body: EVENT, isBase64Encoded: false },
    { ...success, headers: json },
  ],
  [
    "API Gateway v2 and function URLs",
    { headers, body: EVENT, requestContext: { http: { method: "POST" } } },
    { ...success, headers: json },
  ],
  [
    "a load balancer",
    { httpMethod: "POST", headers, body: EVENT, isBase64Encoded: false, requestContext: {} },
    { ...success, headers: json },
  ],
  [
    "a load balancer with multi-value headers",
    { httpMethod: "POST", multiValueHeaders: lists, body: EVENT, requestContext: {} },
    { ...success, multiValueHeaders: { "content-type": ["application/json"] } },
  ],
];

test.each(events)("takes the events of %s, and answers in their form", async (_what, event, answer) => {
  expect(await invoked(event)).toEqual([answer, [EVENT]]);
});

test("takes base64 and gives the bytes", async () => {
  const bytes = Buffer.from([0xff, 0x00, 0xfe]);
  const event = { httpMethod: "POST", headers: signed("insight-health", bytes), isBase64Encoded: true };
  const [, bodies] = await invoked({ ...event, body: bytes.toString("base64") });
  expect(bodies).toEqual([bytes.toString("latin1")]);
});

test.each([null, undefined])("takes %s as an empty body", async (body) => {
  const event = { httpMethod: "POST", headers: signed("insight-health", ""), body };
  expect((await invoked(event))[1]).toEqual([""]);
});

test("sees a repeated header where the event shows it", async () => {
  const twice = { ...lists, "x-webhook-signature": Array(2).fill(headers["x-webhook-signature"]) };
  const [answer, bodies] = await invoked({
    httpMethod: "POST",
    headers,
    multiValueHeaders: twice,
    body: EVENT,
  });
  expect([answer, bodies]).toEqual([expect.objectContaining({ statusCode: 401, body: UNAUTHORIZED }), []]);
});

test.each([
  ["text", EVENT, false],
  ["base64", Buffer.from(EVENT).toString("base64"), true],
])("answers 413 to %s above the limit", async (_what, body, isBase64Encoded) => {
  const event = { httpMethod: "POST", headers, body, isBase64Encoded };
  expect((await invoked(event, EVENT.length - 1))[0]).toMatchObject({ statusCode: 413 });
  expect((await invoked(event, EVENT.length))[0]).toMatchObject({ statusCode: 200 });
});

test.each([
  ["body_already_parsed", { httpMethod: "POST", headers, body: { id: 1 } }],
  ["event_not_understood", { httpMethod: "POST", headers, body: "not base64", isBase64Encoded: true }],
  ["event_not_understood", { headers, body: EVENT }],
  ["event_not_understood", { httpMethod: "POST", body: EVENT }],
  ["event_not_understood", undefined],
])("an event of another kind is %s, not a refusal", async (code, event) => {
  expect(await failureOf(event)).toBe(code);
});

test("needs a handler", () => {
  expect(errorCodeOf(() => lambdaWebhook({ verifier }, undefined as never))).toBe("handler_required");
});
