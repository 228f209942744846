import { expect, test } from "vitest";
import { base64Of, bodyBytes, bodyInForm } from "../../src/playground/body-bytes.ts";

test("text is its UTF-8, base64 any bytes, and what is neither is no body", () => {
  expect(bodyBytes({ body: "é\n", bodyForm: "text" })).toEqual(Uint8Array.of(0xc3, 0xa9, 0x0a));
  expect(bodyBytes({ body: "/w\nA=", bodyForm: "base64" })).toEqual(Uint8Array.of(0xff, 0));
  expect(bodyBytes({ body: "no base64!", bodyForm: "base64" })).toBeUndefined();
});

test("a large body is encoded as a small one", () => {
  const bytes = Uint8Array.from({ length: 50_001 }, (_, index) => index % 251);
  expect(base64Of(bytes)).toBe(Buffer.from(bytes).toString("base64"));
});

test("the form changes only where the bytes stay", () => {
  expect(bodyInForm({ body: "a\n", bodyForm: "text" }, "base64")).toEqual({
    body: "YQo=",
    bodyForm: "base64",
  });
  expect(bodyInForm({ body: "YQo=", bodyForm: "base64" }, "text")?.body).toBe("a\n");
  // CRLF, and a byte that is no UTF-8: a text field would change both.
  for (const body of ["YQ0K", "/w=="])
    expect(bodyInForm({ body, bodyForm: "base64" }, "text")).toBeUndefined();
});
