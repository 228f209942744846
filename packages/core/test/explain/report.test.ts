import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { explain, type ExplainInput, failureReport } from "../../src/explain/index.ts";
import { nabla } from "../../src/schemes/nabla.ts";
import { caseOf, NOW_MS, signedHeaders } from "../support/scheme-cases.ts";
import { AMPLE_BUDGET_MS } from "./support/explain-cases.ts";

const SECRET = "reported signing secret";
const BODY = '{"id":"evt-1","patient":"Zoë Núñez"}';
const headers = signedHeaders(caseOf("nabla"), BODY, { keys: [{ secret: SECRET }] });
const KEY = new Uint8Array(32).fill(7);
const body = `${BODY}\n`;
const input: ExplainInput = {
  scheme: nabla,
  options: { keys: [{ secret: SECRET }], now: () => NOW_MS + 1500 },
  request: { method: "POST", headers, body },
  context: { budgetMs: AMPLE_BUDGET_MS },
};
const report = failureReport(input, explain(input), { random: () => KEY });

test("tells the scheme, its page, the verdict and the proved cause", () => {
  for (const text of [
    "Nabla Core API (nabla)",
    "https://docs.nabla.com/webhook/setup-webhooks",
    "no_match",
    "C06",
  ]) {
    expect(report).toContain(text);
  }
});

test("tells lengths and the clock's offset", () => {
  const bytes = Buffer.byteLength(body);
  expect(report).toContain(`${bytes} bytes`);
  expect(report).toContain("x-nabla-webhook-signature: 64 characters");
  expect(report).toContain("1.5 s after the signed time");
});

test("holds the body's digest under a key made for it, which the sender can compute too", () => {
  expect(report).toContain(createHmac("sha256", KEY).update(body).digest("hex"));
  expect(report).toContain(Buffer.from(KEY).toString("hex"));
});

test("two reports of the same request share no digest", () => {
  const [first, second] = [failureReport(input, explain(input)), failureReport(input, explain(input))];
  expect(digestOf(first)).toMatch(/^[0-9a-f]{64}$/);
  expect(digestOf(first)).not.toBe(digestOf(second));
});

function digestOf(text: string): string | undefined {
  return /^digest {7}(.*)$/m.exec(text)?.[1];
}

test("is written for a body that is none, too", () => {
  const broken = { ...input, request: { headers: null, body: { id: 1 } } };
  expect(failureReport(broken, explain(broken))).toContain("no bytes");
});
