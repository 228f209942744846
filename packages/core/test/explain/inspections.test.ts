import { expect, test } from "vitest";
import {
  type CapturedRequest,
  type CauseCode,
  causes,
  explain,
  type ExplainContext,
  type Explanation,
} from "../../src/explain/index.ts";
import type { VerifierOptions } from "../../src/index.ts";
import { honeybeeSecret } from "../../src/schemes/honeybee-secret.ts";
import { nabla } from "../../src/schemes/nabla.ts";
import { suki } from "../../src/schemes/suki.ts";
import { zentact } from "../../src/schemes/zentact.ts";
import { caseOf, NOW_MS, signedHeaders } from "../support/scheme-cases.ts";
import { AMPLE_BUDGET_MS, codesOf } from "./support/explain-cases.ts";

const SECRET = "inspected signing secret";
const BODY = '{"id":"evt-1","type":"note.created"}';
const keys = [{ secret: SECRET }];
const signed = signedHeaders(caseOf("nabla"), BODY, { keys });
const HOUR_MS = 3_600_000;

interface Situation {
  readonly code: CauseCode;
  readonly what: string;
  readonly certainty: "proved" | "likely";
  readonly request?: CapturedRequest;
  readonly options?: VerifierOptions;
  readonly context?: ExplainContext;
}

function nablaExplained({
  request,
  options,
  context,
}: Omit<Situation, "code" | "what" | "certainty">): Explanation {
  return explain({
    scheme: nabla,
    options: { keys, now: () => NOW_MS, ...options },
    request: { method: "POST", headers: signed, body: BODY, ...request },
    context: { budgetMs: AMPLE_BUDGET_MS, ...context },
  });
}

const empty = new Uint8Array();
const pretty = JSON.stringify(JSON.parse(BODY), null, 2);

/** One situation at least for every cause that is seen, not computed. */
const situations: readonly Situation[] = [
  { code: "C02", what: "an object for a body", certainty: "proved", request: { body: { id: 1 } } },
  { code: "C02", what: "the text of an object", certainty: "proved", request: { body: "[object Object]" } },
  {
    code: "C02",
    what: "no bytes where Content-Length says there are some",
    certainty: "proved",
    request: { body: empty, headers: { ...signed, "content-length": "36" } },
  },
  {
    code: "C03",
    what: "a framework that parsed the body",
    certainty: "likely",
    request: { body: pretty },
    context: { framework: { name: "express", isBodyParsed: true } },
  },
  {
    code: "C04",
    what: "a +json content type and no bytes",
    certainty: "likely",
    request: { body: empty, headers: { ...signed, "content-type": "application/fhir+json" } },
  },
  {
    code: "C13",
    what: "a secret that begins as API keys do",
    certainty: "likely",
    options: { keys: [{ secret: "sk_live_0123456789abcdef" }] },
  },
  {
    code: "C24",
    what: "a signed time that is ahead",
    certainty: "likely",
    options: { now: () => NOW_MS - 90_000 },
  },
  {
    code: "C24",
    what: "a signed time that is a time zone away",
    certainty: "likely",
    options: { now: () => NOW_MS + 2 * HOUR_MS },
  },
  {
    code: "C25",
    what: "a signed time that is old",
    certainty: "likely",
    options: { now: () => NOW_MS + 7 * 60_000 },
  },
  {
    code: "C31",
    what: "a body of another length than Content-Length says",
    certainty: "likely",
    request: { body: `${BODY} x`, headers: { ...signed, "content-length": "36" } },
  },
  {
    code: "C32",
    what: "a rewritten body from a tunnel that rewrites",
    certainty: "likely",
    request: { body: pretty, headers: { ...signed, "user-agent": "smee-client/2" } },
  },
  {
    code: "C36",
    what: "an accepted request that was seen before",
    certainty: "proved",
    context: { wasSeenBefore: true },
  },
  {
    code: "C37",
    what: "a test event without signature",
    certainty: "likely",
    request: { body: '{"type":"webhook.test"}', headers: {} },
  },
  {
    code: "C38",
    what: "JSON that does not end",
    certainty: "likely",
    request: { body: BODY.slice(0, 20), headers: { ...signed, "content-length": "36" } },
  },
];

test.each(situations)("$code: sees $what ($certainty)", ({ code, certainty, ...rest }) => {
  expect(codesOf(nablaExplained(rest), certainty)).toContain(code);
});

test("every cause that is inspected has a situation", () => {
  const seen = new Set(situations.map(({ code }) => code));
  const inspected = Object.entries(causes).filter(([, { shown }]) => shown === "inspected");
  expect(inspected.map(([code]) => code).filter((code) => !seen.has(code as CauseCode))).toEqual([]);
});

test("an accepted request has nothing to explain", () => {
  const { verdict, findings, tried, conclusion } = nablaExplained({});
  expect(verdict).toEqual({ ok: true, keyId: "key-1" });
  expect([findings, tried]).toEqual([[], 0]);
  expect(conclusion).toContain("nothing to explain");
});

test("a stale request is explained by its time alone, because its signature is right", () => {
  const explanation = nablaExplained({ options: { now: () => NOW_MS + 7 * 60_000 } });
  expect(explanation.verdict).toEqual({ ok: false, code: "stale", status: 401 });
  expect(explanation.findings.map(({ code }) => code)).toEqual(["C25"]);
});

test("a secret that is no hex is explained, not thrown", () => {
  const headers = { "x-hmac-signature": "bJb2tDAuMg8a0r0s5aWuV6U7oKJ2h1xYk1QmC0m2v0E=" };
  const { verdict } = explain({
    scheme: zentact,
    options: { keys: [{ secret: "no hex" }] },
    request: { headers, body: "{}" },
  });
  expect(verdict).toEqual({ ok: false, code: "secret_not_hex" });
});

test("a header that holds the secret itself is seen", () => {
  const explanation = explain({
    scheme: suki,
    options: { keys, now: () => NOW_MS },
    request: { headers: { "generated-at": String(NOW_MS), "x-api-key": SECRET }, body: "{}" },
  });
  expect(codesOf(explanation, "proved")).toContain("C13");
});

test.each([
  ["C14", "agreed text\n", []],
  ["C12", "outdated text", [{ name: "production", secret: "agreed text" }]],
] as const)("%s is found for a header that holds an agreed text", (code, secret, secrets) => {
  const explanation = explain({
    scheme: honeybeeSecret,
    options: { keys: [{ secret }] },
    request: { headers: { "X-Honeybee-Secret": "agreed text" }, body: "{}" },
    context: { secrets },
  });
  expect(codesOf(explanation, "proved")).toEqual([code]);
});

test("another method than the configured one is named", () => {
  expect(codesOf(nablaExplained({ request: { method: "GET" } }), "proved")).toContain("C28");
});

test("a key that has ended is named, not another cause", () => {
  const { findings } = nablaExplained({
    options: { keys: [{ id: "old", secret: SECRET, notAfter: NOW_MS }] },
  });
  expect(findings.map(({ code }) => code)).toEqual(["C12"]);
  expect(findings[0]?.proof).toContain('"old"');
});

test("several true causes are all listed", () => {
  // Ruby, JavaScript and Python write this the same way.
  const { findings } = nablaExplained({ request: { body: pretty } });
  expect(findings[0]?.proof).toContain("JSON.stringify");
  expect(findings[0]?.proof).toContain("json.dumps");
});

test("two departures at once are proved together", () => {
  const explanation = nablaExplained({
    request: { body: pretty },
    options: { keys: [{ secret: `${SECRET}\n` }] },
  });
  expect(codesOf(explanation, "proved")).toEqual(expect.arrayContaining(["C01", "C14"]));
});

test("a secret of another environment is found and named", () => {
  const explanation = nablaExplained({
    options: { keys: [{ secret: "staging secret" }] },
    context: { secrets: [{ name: "production", secret: SECRET }] },
  });
  expect(codesOf(explanation, "proved")).toEqual(["C12"]);
  expect(explanation.findings[0]?.proof).toContain('"production"');
});

test("where nothing fits, it says that the body was changed or the secret is unknown", () => {
  const { findings, conclusion } = nablaExplained({ request: { body: BODY.replace("1", "2") } });
  expect(findings).toEqual([]);
  expect(conclusion).toMatch(/changed on the way, or none of these secrets/);
});

test("a search that ends at its budget still answers, and says so", () => {
  // More secrets than a millisecond has room for.
  const secrets = Array.from({ length: 32 }, (_, index) => ({
    name: `n${index}`,
    secret: `secret ${index} of many`,
  }));
  const context = { budgetMs: 1, secrets };
  const { tried, conclusion } = nablaExplained({ request: { body: BODY.repeat(2000) }, context });
  expect(tried).toBeGreaterThan(0);
  expect(conclusion).toContain("budgetMs");
});

test("a search that tried everything does not ask for more budget", () => {
  expect(nablaExplained({ request: { body: "changed" } }).conclusion).not.toContain("budgetMs");
});
