import fc from "fast-check";
import { expect, test } from "vitest";
import { explain, type ExplainInput, failureReport } from "../../src/explain/index.ts";
import {
  callerWith,
  caseOf,
  NOW_MS,
  type SchemeCase,
  schemeCases,
  signedHeaders,
} from "../support/scheme-cases.ts";
import { AMPLE_BUDGET_MS, codesOf, explainCase, explainCases } from "./support/explain-cases.ts";

const TAMPERINGS = 1000;
/** A thousand searches, on a machine that may be busy. */
const TAMPERINGS_TIMEOUT_MS = 300_000;
/** Text of this length in an answer is no accident. */
const LEAKED_CHARACTERS = 8;
const JSON_BODY =
  '{"id":"evt-7","note":{"heading":"qwzxvkjh","count":12,"price":10.5,"list":["Łódź","a/b"]}}';
const OTHER_SECRET = "wqoeiruty-another-0987654321";

/** A secret of the scheme's form whose letters stand in no text of the program. */
function hiddenSecret({ secret, secretForm }: SchemeCase): string {
  return secretForm === "text" ? "vqkzjwxh 4yqzj8vkxw" : secret;
}

function inputFor(each: SchemeCase, request: ExplainInput["request"]): ExplainInput {
  const keys = [{ secret: hiddenSecret(each) }];
  const who = each.callerHeader === undefined ? { keys } : { callers: [callerWith(keys)] };
  return {
    scheme: each.scheme,
    options: { ...who, ...each.options, now: () => NOW_MS },
    request,
    context: { budgetMs: AMPLE_BUDGET_MS, secrets: [{ name: "other", secret: OTHER_SECRET }] },
  };
}

/** Everything that people may see. */
function shownTexts(input: ExplainInput): string {
  const explanation = explain(input);
  return JSON.stringify(explanation) + failureReport(input, explanation);
}

function leaks(shown: string, hidden: string): readonly string[] {
  const found: string[] = [];
  for (let at = 0; at + LEAKED_CHARACTERS <= hidden.length; at += 1) {
    const piece = hidden.slice(at, at + LEAKED_CHARACTERS);
    if (shown.includes(piece)) found.push(piece);
  }
  return found;
}

const anyHeaders = fc.oneof(
  fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.array(fc.string()), fc.constant(undefined))),
  fc.array(fc.string(), { maxLength: 9 }),
  fc.anything(),
);
const anyBody = fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.string(), fc.json(), fc.anything());

test("never throws, whatever the request holds", () => {
  const property = fc.property(
    fc.constantFrom(...schemeCases),
    fc.record(
      { method: fc.string(), url: fc.string(), headers: anyHeaders, body: anyBody },
      { requiredKeys: [] },
    ),
    (each, request) => {
      const input = { ...inputFor(each, request) };
      const { findings, conclusion } = explain(input);
      expect(Array.isArray(findings)).toBe(true);
      expect(conclusion).not.toBe("");
    },
  );
  fc.assert(property, { numRuns: 400 });
});

test("never throws, whatever the scheme's own headers hold", () => {
  const property = fc.property(
    fc.constantFrom(...schemeCases),
    fc.array(
      fc.oneof(fc.string(), fc.string({ unit: "grapheme" }), fc.base64String(), fc.date().map(String)),
      {
        minLength: 4,
        maxLength: 4,
      },
    ),
    fc.json(),
    (each, values, body) => {
      const headers = Object.fromEntries(each.headers.map((name, index) => [name, values[index]]));
      expect(explain(inputFor(each, { headers, body })).verdict.ok).toBe(false);
    },
  );
  fc.assert(property, { numRuns: 300 });
});

test.each([null, undefined, 7, "text", []])("a request that is %j is explained too", (request) => {
  const input = inputFor(caseOf("nabla"), request as never);
  expect(explain(input).verdict.ok).toBe(false);
});

test(
  "no cause is proved for a thousand random tamperings",
  () => {
    const random = seeded(20_261_122);
    for (let round = 0; round < TAMPERINGS; round += 1) {
      const each = schemeCases[round % schemeCases.length];
      if (each === undefined || !each.coversBody) continue;
      const headers = signedHeaders(each, JSON_BODY, { keys: [{ secret: hiddenSecret(each) }] });
      const bytes = Buffer.from(JSON_BODY);
      // A letter or digit inside a value: the JSON stays JSON and means something else.
      const at = 20 + Math.floor(random() * (bytes.length - 30));
      const byte = bytes[at] ?? 0;
      bytes[at] = 0x61 + Math.floor(random() * 26);
      if (bytes[at] === byte) bytes[at] = 0x30;
      const explanation = explain(inputFor(each, { method: "POST", headers, body: bytes }));
      expect(codesOf(explanation, "proved")).toEqual([]);
    }
  },
  TAMPERINGS_TIMEOUT_MS,
);

test("no text shows a secret, a signature or a piece of the body", () => {
  for (const each of schemeCases) {
    const headers = signedHeaders(each, JSON_BODY, { keys: [{ secret: hiddenSecret(each) }] });
    const signature = headers[each.signatureHeader] ?? "";
    const expected = signature.replace(/^(?:sha256=|v1,)/, "");
    for (const body of [
      JSON_BODY,
      `${JSON_BODY}\n`,
      JSON.stringify(JSON_BODY),
      JSON_BODY.replace("12", "13"),
      `payload=${JSON_BODY}`,
    ]) {
      for (const request of [
        { headers, body },
        { headers: { ...headers, [JSON_BODY.slice(0, 40)]: JSON_BODY }, body },
        { headers: {}, body },
        { headers, body: { body } },
      ]) {
        const shown = shownTexts(inputFor(each, request));
        expect(leaks(shown, JSON_BODY)).toEqual([]);
        expect(leaks(shown, hiddenSecret(each).replace("whsec_", ""))).toEqual([]);
        expect(leaks(shown, OTHER_SECRET)).toEqual([]);
        expect(leaks(shown, expected)).toEqual([]);
      }
    }
  }
});

test("no captured case's explanation shows its secret", () => {
  for (const each of explainCases) {
    const shown = JSON.stringify(explainCase(each));
    for (const secret of [...each.secrets, ...(each.otherSecrets ?? [])]) {
      expect(shown).not.toContain(secret.trim());
    }
  }
});

/** Mulberry32: the same numbers on every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
