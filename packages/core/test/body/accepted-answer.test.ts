import { expect, test } from "vitest";
import { acceptedAnswer, isJsonBody } from "../../src/index.ts";
import { nabla } from "../../src/schemes/nabla.ts";
import { nablaConnect } from "../../src/schemes/nabla-connect.ts";

test("Nabla Connect reads its request_uuid", () => {
  const body = '{"request_uuid":"0a1b","type":"NOTE_EXPORT"}';
  const expected = { status: 200, body: { request_uuid: "0a1b" } };
  expect(acceptedAnswer(nablaConnect, body)).toEqual(expected);
  expect(acceptedAnswer(nablaConnect, Buffer.from(body))).toEqual(expected);
});

test("there is no answer of the scheme's own without anything to echo, or in other schemes", () => {
  const bodies = ["{}", '{"request_uuid":7}', "not JSON", JSON.stringify({ request_uuid: "x".repeat(257) })];
  expect(bodies.map((body) => acceptedAnswer(nablaConnect, body))).toEqual(bodies.map(() => undefined));
  expect(acceptedAnswer(nabla, '{"id":"e"}')).toBeUndefined();
});

test("tells whether a body is JSON in UTF-8", () => {
  const bodies = ["{}", "null", "\ufeff[1]", "", "{", "{} x", Uint8Array.of(0x22, 0xe9, 0x22)];
  expect(bodies.map((body) => isJsonBody(body))).toEqual([true, true, true, false, false, false, false]);
});
