import { expect, test } from "vitest";
import { findScheme, type SchemeSearch } from "../../src/explain/index.ts";
import { createVerifier, parseScheme, type Scheme, type Verdict } from "../../src/index.ts";
import { API_KEY, NOW_MS, schemeCases, signedHeaders } from "../support/scheme-cases.ts";
import { AMPLE_BUDGET_MS } from "./support/explain-cases.ts";
import { type MadeUpSender, madeUpSenders, sendersBeyondLanguage } from "./support/made-up-senders.ts";

function search({ secret, method = "POST", url, headers, body }: Omit<MadeUpSender, "name">): SchemeSearch {
  return findScheme({
    request: { method, ...(url !== undefined && { url }), headers, body },
    secrets: [{ name: "the secret", secret }],
    id: "made-up",
    now: () => NOW_MS,
    budgetMs: AMPLE_BUDGET_MS,
  });
}

function verdictUnder(scheme: Scheme, sender: Omit<MadeUpSender, "name">, body = sender.body): Verdict {
  const keys = [{ secret: sender.secret }];
  const callers = [{ id: "a", organization: "o", apiKey: API_KEY, keys }];
  const { method = "POST", url: publicUrl, headers } = sender;
  const who = scheme.caller === undefined ? { keys } : { callers };
  const options = { ...who, method, publicUrl, now: () => NOW_MS };
  return createVerifier(parseScheme(JSON.parse(JSON.stringify(scheme))), options).verify({
    method,
    headers,
    body,
  });
}

test.each(schemeCases)("names the built-in scheme $scheme.id by a request it signed", (each) => {
  const { body } = each.event;
  const sender = {
    secret: each.secret,
    body,
    headers: signedHeaders(each, body, { keys: [{ secret: each.secret }] }),
    ...(each.options !== undefined && { url: each.options.publicUrl }),
  };
  const { found } = search(sender);
  expect([found?.scheme.id, found?.isKnown]).toEqual([each.scheme.id, true]);
  expect(verdictUnder(each.scheme, sender).ok).toBe(true);
  expect(verdictUnder(each.scheme, sender, `${body} `).ok).toBe(!each.coversBody);
});

test.each(madeUpSenders)("composes the scheme of a sender nobody has described ($name)", (sender) => {
  const { found } = search(sender);
  expect(found?.isKnown).toBe(false);
  const scheme = found?.scheme as Scheme; // as the line above says
  expect(scheme.id).toBe("made-up");
  expect(verdictUnder(scheme, sender).ok).toBe(true);
  expect(verdictUnder(scheme, sender, sender.body.replace("visit", "Visit"))).toMatchObject({
    code: "no_match",
  });
});

test.each(sendersBeyondLanguage)("says what it found where the language has no words ($name)", (sender) => {
  const { found, beyondLanguage } = search(sender);
  expect(found).toBeUndefined();
  expect(beyondLanguage[0]).toMatch(sender.says);
});

test.each(madeUpSenders)("finds nothing with another secret ($name)", (sender) => {
  const { found, beyondLanguage, tried } = search({ ...sender, secret: "00ff00ff00ff00ff00ff00ff00ff00ff" });
  expect([found, beyondLanguage]).toEqual([undefined, []]);
  expect(tried).toBeGreaterThan(0);
});

test("guesses where the event's id and type are, and takes the usual window", () => {
  const [slackLike] = madeUpSenders.filter(({ name }) => name.startsWith("Slack"));
  const scheme = slackLike && search(slackLike).found?.scheme;
  expect(scheme?.event).toEqual({ idPointer: "/event_id", type: { pointer: "/type", default: "unknown" } });
  expect(scheme?.proof).toMatchObject({
    message: {
      parts: [{ text: "v0:" }, { format: "unix-seconds", toleranceMs: 300_000 }, { text: ":" }, {}],
    },
  });
});

test("never throws, whatever the request holds", () => {
  for (const headers of [{}, { "x-signature": "0" }, { "x-signature": "ab".repeat(32) }, null, []]) {
    for (const body of ["", new Uint8Array(), undefined, {}]) {
      const input = { request: { headers, body }, secrets: [{ name: "a", secret: "b" }] };
      expect(findScheme(input).found).toBeUndefined();
    }
  }
});
