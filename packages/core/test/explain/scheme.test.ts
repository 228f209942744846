import { expect, test } from "vitest";
import { createVerifier, type Scheme, type Verdict } from "../../src/index.ts";
import { timestampPart } from "../../src/scheme-facts.ts";
import { timestampParsers } from "../../src/time/timestamp-parsers.ts";
import { type ExplainCase, explainCase, explainCases } from "./support/explain-cases.ts";

/** Causes by which the scheme is another, in at least one captured case each. */
const SCHEME_CAUSES = ["C15", "C16", "C17", "C18", "C19", "C20", "C21", "C29", "C33"];
/** Causes by which the scheme is right and something else is wrong. */
const OTHER_CAUSES = ["C01", "C06", "C08", "C09", "C10", "C12", "C14", "C26"];

const explained = explainCases.map((each) => ({ each, scheme: explainCase(each).scheme }));
const found = explained.flatMap(({ each, scheme }) =>
  scheme === undefined ? [] : [{ ...each, found: scheme }],
);

function headerOf({ headers }: ExplainCase, name: string): string | undefined {
  return Object.entries(headers).find(([each]) => each.toLowerCase() === name.toLowerCase())?.[1];
}

function verdictUnder(scheme: Scheme, each: ExplainCase, body: Uint8Array): Verdict {
  const part = timestampPart(scheme);
  const signedAt = part && timestampParsers[part.format](headerOf(each, part.header) ?? "");
  const keys = [...each.secrets, ...(each.otherSecrets ?? [])].flatMap((secret, index) => {
    return isUsable(scheme, secret) ? [{ id: `${index}`, secret }] : [];
  });
  const apiKey = scheme.caller === undefined ? "" : (headerOf(each, scheme.caller.header) ?? "");
  const who =
    scheme.caller === undefined ? { keys } : { callers: [{ id: "a", organization: "o", apiKey, keys }] };
  const options = {
    ...who,
    publicUrl: each.publicUrl,
    method: each.method,
    now: () => signedAt ?? each.nowMs,
  };
  return createVerifier(scheme, options).verify({ method: each.method, headers: each.headers, body });
}

function isUsable(scheme: Scheme, secret: string): boolean {
  const keys = [{ secret }];
  const who =
    scheme.caller === undefined ? { keys } : { callers: [{ id: "a", organization: "o", apiKey: "k", keys }] };
  try {
    createVerifier(scheme, { ...who, publicUrl: "https://a.example" });
    return true;
  } catch {
    return false;
  }
}

test.each(found)("$code, $name ($scheme): a verifier under the scheme that was found accepts it", (each) => {
  const body = Buffer.from(each.bodyBase64, "base64");
  expect(verdictUnder(each.found, each, body).ok).toBe(true);
  expect(verdictUnder(each.found, each, Buffer.concat([body, Buffer.from(" ")])).ok).toBe(false);
});

test.each(SCHEME_CAUSES)("finds the scheme of a request that %s explains", (code) => {
  expect(found.map((each) => each.code)).toContain(code);
});

test("finds none where something else than the scheme is wrong", () => {
  expect(found.filter(({ code }) => OTHER_CAUSES.includes(code)).map(({ name }) => name)).toEqual([]);
});
