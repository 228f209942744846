import type { OrderByDocument } from "../configuration.ts";
import { describeValue } from "./located-value.ts";
import type { LocatedValue } from "./located-value.ts";
import type { Problems } from "./problems.ts";
import { readFields } from "./read-fields.ts";
import type { FieldTable } from "./read-fields.ts";

/** What `orderBy` of an endpoint holds where it is not the text `type`. */
export const orderByFields = {
  pointer: {
    kind: { type: "text" },
    isRequired: true,
    meaning:
      "JSON pointer (RFC 6901) to a text, number or boolean in the body, such as /patient/id. Events without it keep no order.",
  },
} as const satisfies FieldTable;

const POINTER = /^(?:\/(?:[^~/]|~[01])*)+$/;

/** Reads what an endpoint orders by. Undefined after a problem. */
export function readOrderBy(
  value: LocatedValue,
  field: string,
  problems: Problems,
): OrderByDocument | undefined {
  if (value.kind === "scalar" && value.value === "type") return { kind: "type" };
  if (value.kind !== "map") {
    problems.add(value.place, {
      code: "out_of_range",
      field,
      expected: "type, or a mapping with a pointer",
      found: describeValue(value),
      remedy: "write type or { pointer: /patient/id }",
    });
    return undefined;
  }
  const fields = readFields(value, field, { table: orderByFields, problems });
  const pointer = fields?.values.pointer;
  if (fields === undefined || pointer === undefined) return undefined;
  if (POINTER.test(pointer)) return { kind: "pointer", pointer };
  problems.add(fields.placeOf("pointer"), {
    code: "out_of_range",
    field: `${field}.pointer`,
    expected: "a JSON pointer that begins with a slash",
    found: `a text of ${pointer.length} characters that is none`,
    remedy: "write it as /patient/id",
  });
  return undefined;
}
