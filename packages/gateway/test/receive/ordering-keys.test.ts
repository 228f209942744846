import fc from "fast-check";
import { expect, test } from "vitest";
import type { Endpoint, OrderByDocument } from "../../src/config/configuration.ts";
import { OrderingKeys } from "../../src/receive/ordering-keys.ts";
import { endpointThatWants } from "./support/endpoint-that-wants.ts";

function endpoint(id: number, orderBy?: OrderByDocument): Endpoint {
  return endpointThatWants(id, orderBy === undefined ? {} : { orderBy });
}

const byPatient = new OrderingKeys([endpoint(1, { kind: "pointer", pointer: "/patient/id" })]);

function keyIn(body: string): string | undefined {
  return byPatient.of({ endpointIds: [1], eventType: "t", body: Buffer.from(body) })?.get(1);
}

test("each endpoint has its own key, those without an order have none", () => {
  const keys = new OrderingKeys([
    endpoint(1),
    endpoint(2, { kind: "type" }),
    endpoint(3, { kind: "pointer", pointer: "/a~1b/0" }),
    endpoint(4, { kind: "pointer", pointer: "/missing" }),
  ]);
  const event = { eventType: "note.done", body: Buffer.from('{"a/b":["x"]}') };
  expect(keys.of({ ...event, endpointIds: [1, 2, 3, 4] })).toEqual(
    new Map([
      [2, "note.done"],
      [3, '"x"'],
    ]),
  );
  expect(keys.of({ ...event, endpointIds: [1, 4] })).toBeUndefined();
});

test("a number and the text of its digits are different keys, another spelling of one is not", () => {
  expect(keyIn('{"patient":{"id":7}}')).toBe("7");
  expect(keyIn('{"patient":{"id":"7"}}')).toBe('"7"');
  expect(keyIn('{ "patient": { "id" : "\\u0037" } }')).toBe('"7"');
});

test.each([
  "",
  "not json",
  "{}",
  "null",
  '{"patient":null}',
  '{"patient":{"id":null}}',
  '{"patient":{"id":{"a":1}}}',
  '{"patient":{"id":[1]}}',
  '{"patient":"id"}',
  '{"__proto__":{"patient":{"id":1}}}',
])("%s has no key", (body) => {
  expect(keyIn(body)).toBeUndefined();
});

test("no body at all makes it throw", () => {
  fc.assert(
    fc.property(fc.uint8Array(), (body) => {
      expect(() => byPatient.of({ endpointIds: [1], eventType: "t", body })).not.toThrow();
    }),
  );
});
