import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as events from "../../src/events/index.ts";
import { eventSchema } from "../../src/events/event-schema.ts";
import {
  anyFields,
  flag,
  list,
  nullable,
  number,
  numberOrText,
  object,
  optional,
  text,
} from "../../src/events/shape.ts";
import { validated } from "./validated.ts";

const all = Object.entries(events);
const MAX_ISSUES = 32;

const everything = eventSchema(
  object({
    text,
    number,
    flag,
    numberOrText,
    anyFields,
    nullable: nullable(text),
    optional: optional(text),
    list: list(object({ text })),
  }),
);
const good = {
  text: "",
  number: 0,
  flag: false,
  numberOrText: "1",
  anyFields: {},
  nullable: null,
  list: [{ text: "a" }],
};

test("what fits passes as the very same value, with whatever else it holds", () => {
  const value = { ...good, extra: { any: [1] } };
  expect(validated(everything, value)).toEqual({ value });
  expect(validated(everything, value).value).toBe(value);
});

describe("a wrong value is named by its place and kind", () => {
  const cases: [string, object][] = [
    ["text must be text, found a number", { text: 1 }],
    ["text must be text, found nothing", { text: undefined }],
    ["number must be a number, found text", { number: "1" }],
    ["flag must be true or false, found null", { flag: null }],
    ["numberOrText must be a number or text, found a boolean", { numberOrText: true }],
    ["anyFields must be an object, found a list", { anyFields: [] }],
    ["nullable must be text, found an object", { nullable: {} }],
    ["optional must be text, found null", { optional: null }],
    ["list must be a list, found an object", { list: {} }],
    ["list[1].text must be text, found null", { list: [{ text: "a" }, { text: null }] }],
    ["list[0] must be an object, found text", { list: ["a"] }],
  ];
  test.each(cases)("%s", (message, wrong) => {
    expect(validated(everything, { ...good, ...wrong }).issues?.map((issue) => issue.message)).toEqual([
      message,
    ]);
  });

  test.each([null, [], "text", 7, true])("the body must be an object: %j", (value) => {
    expect(validated(everything, value).issues).toHaveLength(1);
    expect(validated(everything, value).issues?.[0]).toMatchObject({
      path: [],
      message: expect.stringMatching(/^the body must be an object, found /) as string,
    });
  });
});

test("an issue's path leads to the wrong value", () => {
  const { issues } = validated(everything, { ...good, list: [{ text: "a" }, { text: 1 }] });
  expect(issues?.map(({ path }) => path)).toEqual([["list", 1, "text"]]);
});

test("names of JavaScript's own are no fields", () => {
  const schema = eventSchema(object({ constructor: anyFields, toString: optional(text) }));
  expect(validated(schema, {}).issues).toHaveLength(1);
});

test("a list of wrong values gives a bounded number of issues", () => {
  const wrong = { ...good, list: Array.from({ length: 100_000 }, () => null) };
  expect(validated(everything, wrong).issues).toHaveLength(MAX_ISSUES);
});

describe.each(all)("%s", (_name, schema) => {
  test("is a Standard Schema, and cannot be changed", () => {
    const { version, vendor } = schema["~standard"];
    expect([version, vendor]).toEqual([1, "countersign"]);
    expect([Object.isFrozen(schema), Object.isFrozen(schema["~standard"])]).toEqual([true, true]);
  });

  test("gives a value or issues for whatever JSON there is", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const result = validated(schema, value);
        expect(result.issues === undefined ? result.value : value).toBe(value);
        expect(result.issues).not.toEqual([]);
      }),
    );
  });

  test("quotes nothing of the body, neither values nor names", () => {
    const field = fc.constantFrom("type", "data", "appointments", "sections", "status", "PATIENT-NAME");
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom("PATIENT-DATA", 918_273_645, null, true),
        fc.array(tie("any"), { maxLength: 3 }),
        fc.dictionary(field, tie("any")),
      ),
    })).any;
    fc.assert(
      fc.property(value, (body) => {
        expect(JSON.stringify(validated(schema, body).issues ?? [])).not.toMatch(/PATIENT|918273645/);
      }),
    );
  });
});
