import { expect, test } from "vitest";
import { createVerifier, type VerifierOptions } from "../../src/index.ts";
import { nabla } from "../../src/schemes/nabla.ts";
import { trace, type TraceStep } from "../../src/trace/index.ts";
import { verdictSummary } from "../../src/verdict-summary.ts";
import { API_KEY, callerWith, caseOf, NOW_MS, schemeCases, signedHeaders } from "../support/scheme-cases.ts";

const SECRET = "nabla secret";
const BODY = '{"id":"e-1","type":"t.x"}';
const options: VerifierOptions = { keys: [{ id: "new", secret: SECRET }], now: () => NOW_MS };
const headers = signedHeaders(caseOf("nabla"), BODY, { keys: [{ secret: SECRET }] });

function stepsOf(request: Parameters<typeof trace>[2], extra: VerifierOptions = {}): readonly TraceStep[] {
  return trace(nabla, { ...options, ...extra }, request).steps;
}

function find<S extends TraceStep["step"]>(
  steps: readonly TraceStep[],
  step: S,
): Extract<TraceStep, { step: S }> {
  const found = steps.find((each) => each.step === step);
  if (found === undefined) throw new Error(`there is no step ${step}`);
  return found as Extract<TraceStep, { step: S }>;
}

test("an accepted request passes every step", () => {
  const { verdict, steps } = trace(nabla, options, { method: "POST", headers, body: BODY });
  expect(verdict).toEqual({ ok: true, keyId: "new" });
  expect(steps.map(({ step }) => step)).toEqual([
    "method",
    "body",
    "header",
    "header",
    "grammar",
    "time",
    "content",
    "key",
  ]);
  expect(steps.filter(({ isRight }) => !isRight)).toEqual([]);
});

test("the signed content is shown as the lengths of its parts", () => {
  expect(find(stepsOf({ headers, body: BODY }), "content")).toEqual({
    step: "content",
    isRight: true,
    bytes: 49,
    isEscaped: false,
    parts: [
      { part: "timestamp", bytes: 24 },
      { part: "body", bytes: 25 },
    ],
  });
});

test("an escaped content's parts have the lengths of their escapes", () => {
  const honeybee = caseOf("honeybee");
  const body = '{"é":1}';
  const keys = [{ secret: honeybee.secret }];
  const { verdict, steps } = trace(
    honeybee.scheme,
    { keys, ...honeybee.options },
    { headers: signedHeaders(honeybee, body, { keys }), body },
  );
  expect(verdict.ok).toBe(true);
  const content = find(steps, "content");
  const bodyPart = content.parts.find(({ part }) => part === "body");
  expect(bodyPart?.bytes).toBe("%7B%22%C3%A9%22%3A1%7D".length);
  expect(content.parts.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(content.bytes);
});

test("goes on after a stale time and shows that the key matches", () => {
  const { verdict, steps } = trace(
    nabla,
    { ...options, now: () => NOW_MS + 61_000 },
    { headers, body: BODY },
  );
  expect(verdict).toEqual({ ok: false, code: "stale", status: 401 });
  expect(find(steps, "time")).toMatchObject({ isRight: false, ageMs: 61_000, toleranceMs: 60_000 });
  expect(find(steps, "key").matches).toBe(true);
});

test("a key that has ended is shown as matching, but not live", () => {
  const keys = [
    { id: "new", secret: "another" },
    { id: "old", secret: SECRET, notAfter: NOW_MS },
  ];
  const steps = stepsOf({ headers, body: BODY }, { keys });
  expect(steps.filter(({ step }) => step === "key")).toEqual([
    { step: "key", isRight: false, keyId: "new", isLive: true, matches: false },
    { step: "key", isRight: false, keyId: "old", isLive: false, matches: true },
  ]);
});

test("names the header that is missing and the one that is repeated", () => {
  const raw = ["x-nabla-webhook-signature", "00", "X-Nabla-Webhook-Signature", "00"];
  const steps = stepsOf({ headers: raw, body: BODY }).filter((each) => each.step === "header");
  expect(steps.map(({ role, found }) => [role, found])).toEqual([
    ["signature", "repeatedly"],
    ["timestamp", "never"],
  ]);
});

test("says which grammar was broken, and of how many entries", () => {
  const broken = { ...headers, "x-nabla-webhook-signature": "00,11,22" };
  expect(find(stepsOf({ headers: broken, body: BODY }), "grammar")).toEqual({
    step: "grammar",
    isRight: false,
    entries: 3,
    refusal: "malformed_signature",
  });
});

test("an API key that names nobody is a step of its own, and no key is tried", () => {
  const insight = caseOf("insight-health");
  const keys = [{ secret: insight.secret }];
  const signed = signedHeaders(insight, BODY, { keys });
  const callers = [callerWith(keys)];
  expect(
    find(trace(insight.scheme, { callers }, { headers: signed, body: BODY }).steps, "caller").isRight,
  ).toBe(true);
  const { steps } = trace(
    insight.scheme,
    { callers },
    { headers: { ...signed, "x-api-key": `${API_KEY}x` }, body: BODY },
  );
  expect(find(steps, "caller")).toEqual({ step: "caller", isRight: false });
  expect(steps.some(({ step }) => step === "key")).toBe(false);
});

test.each([
  ["none", false, "{}"],
  ["LF", false, "{}\n"],
  ["CRLF", true, "\uFEFF{}\r\n"],
] as const)("a body's line end %s and byte order mark %s are shown", (lineEnd, hasByteOrderMark, body) => {
  const step = find(stepsOf({ headers, body }), "body");
  expect(step).toMatchObject({ lineEnd, hasByteOrderMark, isUtf8: true, isJson: true });
});

test("a body that is not UTF-8 is shown as such", () => {
  const step = find(stepsOf({ headers, body: Uint8Array.of(0xff) }), "body");
  expect(step).toMatchObject({ isUtf8: false, isJson: false });
});

const tamperings: readonly [string, (signed: Record<string, string>) => Record<string, string>][] = [
  ["nothing", (signed) => signed],
  ["no header", () => ({})],
  [
    "each value cut",
    (signed) => Object.fromEntries(Object.entries(signed).map(([name, value]) => [name, value.slice(1)])),
  ],
  [
    "each value doubled",
    (signed) => Object.fromEntries(Object.entries(signed).map(([name, value]) => [name, value + value])),
  ],
];

test.each(
  schemeCases.flatMap((each) =>
    tamperings.map(([what, tamper]) => ({ each, what, tamper, id: each.scheme.id })),
  ),
)("the verdict is the verifier's: $id, changed: $what", ({ each, tamper }) => {
  const keys = [{ secret: each.secret }];
  const who = each.callerHeader === undefined ? { keys } : { callers: [callerWith(keys)] };
  const all = { now: () => NOW_MS, ...each.options, ...who };
  const { body } = each.event;
  const changed = tamper(signedHeaders(each, body, { keys }));
  for (const request of [
    { headers: changed, body },
    { headers: changed, body: `${body} ` },
    { headers: changed, body, method: "GET" },
  ]) {
    for (const more of [{}, { maxBodyBytes: 1 }]) {
      const verdict = createVerifier(each.scheme, { ...all, ...more }).verify(request);
      const traced = trace(each.scheme, { ...all, ...more }, request);
      expect(traced.verdict).toEqual(verdictSummary(verdict));
      const isRefused = traced.steps.some(({ isRight }) => !isRight);
      expect(isRefused).toBe(!verdict.ok);
    }
  }
});

test("a trace holds no secret, no signature and nothing of the body", () => {
  for (const each of schemeCases) {
    const keys = [{ secret: each.secret }];
    const who = each.callerHeader === undefined ? { keys } : { callers: [callerWith(keys)] };
    const { body } = each.event;
    const signed = signedHeaders(each, body, { keys });
    const text = JSON.stringify(
      trace(each.scheme, { now: () => NOW_MS, ...each.options, ...who }, { headers: signed, body }),
    );
    expect(text).not.toContain(each.secret);
    expect(text).not.toContain(signed[each.signatureHeader]);
    for (const value of Object.values(JSON.parse(body) as Record<string, unknown>)) {
      expect(text).not.toContain(`"${String(value)}"`);
    }
  }
});
