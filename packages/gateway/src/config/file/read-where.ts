import type { ConditionDocument, JsonScalar } from "../configuration.ts";
import { describeValue } from "./located-value.ts";
import type { LocatedValue } from "./located-value.ts";
import type { Problems } from "./problems.ts";
import { readFields } from "./read-fields.ts";
import type { FieldTable } from "./read-fields.ts";
import { readItems } from "./read-value.ts";

/** Each is looked up in each event. */
const MAX_CONDITIONS = 20;
const MAX_CHOICES = 100;

/** One condition of an endpoint's `where`: a pointer, and one of the three others. */
export const conditionFields = {
  pointer: {
    kind: { type: "text" },
    isRequired: true,
    meaning: "JSON pointer (RFC 6901) into the body, such as /data/status.",
  },
  equals: { kind: { type: "value" }, meaning: "The value there is this text, number, true, false or null." },
  oneOf: { kind: { type: "value" }, meaning: "The value there is one of these, at most 100." },
  exists: { kind: { type: "value" }, meaning: "true: something is there; false: nothing is." },
} as const satisfies FieldTable;

const POINTER = /^(?:\/(?:[^~/]|~[01])*)+$/;

interface Reading {
  readonly field: string;
  readonly problems: Problems;
}

/** Reads the conditions that an endpoint sets on bodies. Undefined after a problem. */
export function readWhere(
  value: LocatedValue,
  field: string,
  problems: Problems,
): readonly ConditionDocument[] | undefined {
  const items = readItems(value, field, { maxItems: MAX_CONDITIONS, problems });
  const conditions = items?.map((item, index) =>
    readCondition(item, { field: `${field}[${index}]`, problems }),
  );
  const sound = conditions?.filter((condition) => condition !== undefined);
  return sound === undefined || sound.length !== conditions?.length ? undefined : sound;
}

function readCondition(item: LocatedValue, reading: Reading): ConditionDocument | undefined {
  const { field, problems } = reading;
  const fields = readFields(item, field, { table: conditionFields, problems });
  if (fields === undefined) return undefined;
  const { pointer, equals, oneOf, exists } = fields.values;
  if (pointer === undefined) return undefined;
  if (!POINTER.test(pointer)) {
    problems.add(fields.placeOf("pointer"), {
      code: "out_of_range",
      field: `${field}.pointer`,
      expected: "a JSON pointer that begins with a slash",
      found: `a text of ${pointer.length} characters that is none`,
      remedy: "write it as /data/status",
    });
    return undefined;
  }
  if ([equals, oneOf, exists].filter((given) => given !== undefined).length !== 1) {
    return addProblem(item, reading, "exactly one of equals, oneOf and exists");
  }
  if (equals !== undefined) {
    const scalar = readScalar(equals, { ...reading, field: `${field}.equals` });
    return scalar === undefined ? undefined : { pointer, equals: scalar.value };
  }
  if (oneOf !== undefined) return readOneOf(oneOf, { ...reading, field: `${field}.oneOf` }, pointer);
  if (exists?.kind === "scalar" && typeof exists.value === "boolean")
    return { pointer, exists: exists.value };
  return addProblem(exists ?? item, { ...reading, field: `${field}.exists` }, "true or false");
}

function readOneOf(
  value: LocatedValue,
  { field, problems }: Reading,
  pointer: string,
): ConditionDocument | undefined {
  const items = readItems(value, field, { maxItems: MAX_CHOICES, problems });
  const scalars = items?.map((item, index) => readScalar(item, { field: `${field}[${index}]`, problems }));
  const sound = scalars?.filter((scalar) => scalar !== undefined);
  if (sound === undefined || sound.length !== scalars?.length) return undefined;
  return { pointer, oneOf: sound.map((scalar) => scalar.value) };
}

function readScalar(value: LocatedValue, reading: Reading): { readonly value: JsonScalar } | undefined {
  if (value.kind === "scalar" && typeof value.value !== "bigint") return { value: value.value };
  return addProblem(value, reading, "a text, a number, true, false or null");
}

function addProblem(value: LocatedValue, { field, problems }: Reading, expected: string): undefined {
  problems.add(value.place, {
    code: "wrong_type",
    field,
    expected,
    found: describeValue(value),
    remedy: "write { pointer: /data/status, equals: final }",
  });
}
