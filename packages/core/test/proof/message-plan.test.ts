import { expect, test } from "vitest";
import { MessagePlan, urlByteString } from "../../src/proof/message-plan.ts";
import type { MessagePart } from "../../src/scheme.ts";
import { errorCodeOf } from "../support/error-code-of.ts";

const body = Buffer.from("a body");
const values = { timestamp: "1 2", id: "i", method: "POST", url: "https://a/" };
const parts: readonly MessagePart[] = [
  { part: "method" },
  { part: "literal", text: "|" },
  { part: "timestamp", header: "t", format: "unix-seconds", toleranceMs: 1 },
  { part: "body" },
  { part: "literal", text: "/" },
  { part: "url" },
];

test("joins what stands before the body, and what stands behind it", () => {
  expect(new MessagePlan({ parts }, {}).message(body, values)).toEqual({
    before: "POST|1 2",
    body,
    after: "/https://a/",
    isEscaped: false,
  });
});

test("escapes each piece of text and says that the body is to be escaped", () => {
  expect(new MessagePlan({ parts, escape: "cgi" }, {}).message(body, values)).toEqual({
    before: "POST%7C1+2",
    body,
    after: "%2Fhttps%3A%2F%2Fa%2F",
    isEscaped: true,
  });
});

test("gives the same message when a part was known before", () => {
  const known = { method: values.method, url: values.url };
  for (const rule of [{ parts }, { parts, escape: "cgi" } as const]) {
    const plan = new MessagePlan(rule, known);
    expect(plan.message(body, values)).toEqual(new MessagePlan(rule, {}).message(body, values));
  }
});

test("a URL is signed as its UTF-8", () => {
  expect(urlByteString("https://a/é")).toBe("https://a/\u00c3\u00a9");
  expect(errorCodeOf(() => urlByteString("https://a/\udc00"))).toBe("url_invalid");
});
