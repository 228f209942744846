import fc from "fast-check";
import { expect, test } from "vitest";
import * as z from "zod";
import { checkInput } from "../../src/input/check-input.ts";
import type { FieldProblem } from "../../src/problem.ts";

const schema = z.strictObject({
  name: z
    .string()
    .min(3)
    .regex(/^[a-z]+$/)
    .describe("Lower-case letters."),
  kind: z.discriminatedUnion("type", [
    z.strictObject({ type: z.literal("a"), size: z.int().max(5) }),
    z.strictObject({ type: z.literal("b") }),
  ]),
  tags: z.array(z.enum(["x", "y"])).optional(),
  labels: z.record(z.string(), z.int()).optional(),
});

function problemsOf(value: unknown): readonly FieldProblem[] {
  const checked = checkInput(schema, { in: "body", value });
  return checked.isValid ? [] : checked.problems;
}

test("gives the parsed value of a right input", () => {
  const value = { name: "abc", kind: { type: "b" } };
  expect(checkInput(schema, { in: "body", value })).toEqual({ isValid: true, value });
});

test("tells each wrong place with what is wanted there and the shape of what came", () => {
  const value = { name: "AB", kind: { type: "a", size: 6 }, tags: ["x", 7], more: 1 };
  expect(problemsOf(value)).toEqual([
    { in: "body", pointer: "/name", expected: "at least 3 characters", found: "text of 2 characters" },
    { in: "body", pointer: "/name", expected: "Lower-case letters.", found: "text of 2 characters" },
    { in: "body", pointer: "/kind/size", expected: "at most 5", found: "a number" },
    { in: "body", pointer: "/tags/1", expected: "one of x, y", found: "a number" },
    { in: "body", pointer: "", expected: "no fields but name, kind, tags, labels", found: "1 other field" },
  ]);
});

test("tells of a text that is not of its form what it must be, where it may be absent or stand in a list too", () => {
  const form = z
    .string()
    .regex(/^key_[0-9]+$/)
    .describe("A key's id, such as key_7.");
  const places = z.strictObject({
    may: form.optional(),
    null: form.nullable(),
    used: form.optional().describe("What the field is for."),
    many: z.array(form),
  });
  const checked = checkInput(places, { in: "query", value: { may: "x", null: "x", used: "x", many: ["x"] } });
  const told = checked.isValid ? [] : checked.problems.map(({ expected }) => expected);
  expect(told).toEqual(Array.from({ length: 4 }, () => "A key's id, such as key_7."));
});

test("writes a key that the caller chose as a star", () => {
  const [problem] = problemsOf({ name: "abc", kind: { type: "b" }, labels: { "patient 4711": "x" } });
  expect(problem?.pointer).toBe("/labels/*");
});

test("never tells what was sent, whatever it was", () => {
  const mark = "zzmarkzz";
  const marked = fc.oneof(
    fc.constant(mark),
    fc.constant({ [mark]: mark }),
    fc.constant([mark]),
    fc.integer(),
  );
  const input = fc.record(
    {
      name: marked,
      kind: fc.oneof(marked, fc.record({ type: marked, size: marked })),
      tags: marked,
      labels: marked,
      [mark]: marked,
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(input, (value) => {
      expect(JSON.stringify(problemsOf(value))).not.toContain(mark);
    }),
  );
});

test("tells at most 20 places of a hostile body", () => {
  expect(problemsOf({ tags: Array.from({ length: 1000 }, () => 1) })).toHaveLength(20);
});
