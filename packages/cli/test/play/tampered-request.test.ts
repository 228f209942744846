import { expect, it } from "vitest";
import { tamperedRequest } from "../../src/play/tampered-request.ts";

const request = { method: "POST", url: "http://127.0.0.1:1/", headers: { "X-Signature": "s" } } as const;

it("differs from the request in one bit of one byte, and in nothing else", () => {
  const body = Buffer.from('{"amount":10.50}');
  const tampered = tamperedRequest({ ...request, body });

  const differences = [...body].map((byte, index) => byte ^ (tampered.body[index] ?? 0)).filter(Boolean);
  expect(differences).toEqual([1]);
  expect(tampered).toEqual({ ...request, body: tampered.body });
  expect(tampered.body).toHaveLength(body.length);
});

it("leaves the bytes of the request itself alone", () => {
  const body = Buffer.from("text");
  tamperedRequest({ ...request, body });
  expect(body.toString()).toBe("text");
});

it("says that an empty body has no byte to change", () => {
  expect(() => tamperedRequest({ ...request, body: new Uint8Array() })).toThrow(RangeError);
});
