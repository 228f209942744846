import { describe, expect, test } from "vitest";
import type { HeadersInput } from "../../src/headers.ts";
import type { Claim } from "../../src/proof/proof-check.ts";
import { SecretHeaderCheck } from "../../src/proof/secret-header-check.ts";

const body = Buffer.from("a body");

function read(headers: HeadersInput) {
  const check = new SecretHeaderCheck({ kind: "secret-header", header: "X-Secret" });
  return { check, result: check.read({ headers, body, method: "POST", url: "" }) };
}

test("a good header claims the body as it is, without id and time", () => {
  expect(read({ "x-secret": "text" }).result).toEqual({
    message: { before: "", body, after: "", isEscaped: false },
    id: undefined,
    signedAt: undefined,
  });
});

describe("refuses by the form of the header", () => {
  const cases: [string, HeadersInput][] = [
    ["missing_header", {}],
    ["repeated_header", { "x-secret": ["text", "text"] }],
    ["malformed_signature", { "x-secret": "" }],
    ["malformed_signature", { "x-secret": " \t" }],
    ["malformed_signature", { "x-secret": "\u0100" }],
  ];
  test.each(cases)("%s: %j", (code, headers) => {
    expect(read(headers).result).toBe(code);
  });
});

function matches(value: string, secret: string): boolean {
  const { check, result } = read({ "x-secret": value });
  check.prepare();
  return check.isMatch(check.keyOf(secret)) && (result as Claim).message.body === body;
}

test("matches the very text, without the blanks around it", () => {
  expect([matches(" text\t", "text"), matches("text", "Text"), matches("text", "tex")]).toEqual([
    true,
    false,
    false,
  ]);
});
