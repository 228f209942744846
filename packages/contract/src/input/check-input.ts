import type * as z from "zod";
import type { FieldProblem } from "../problem.ts";
import { expectation } from "./expectation.ts";
import { schemaPlace } from "./schema-place.ts";
import { shapeOf } from "./shape-of.ts";

/** More places than these help nobody, and a hostile body could have thousands. */
const MAX_PROBLEMS = 20;

export type CheckedInput<Value> =
  | { readonly isValid: true; readonly value: Value }
  | { readonly isValid: false; readonly problems: readonly FieldProblem[] };

/**
 * Checks one part of a request against its schema.
 *
 * @returns The parsed value, or up to 20 problems that tell places, expectations and shapes, and nothing that was sent.
 */
export function checkInput<Schema extends z.ZodType>(
  schema: Schema,
  { in: part, value }: { readonly in: FieldProblem["in"]; readonly value: unknown },
): CheckedInput<z.output<Schema>> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return { isValid: true, value: parsed.data };
  const problems = parsed.error.issues.slice(0, MAX_PROBLEMS).map((issue): FieldProblem => {
    const place = schemaPlace(schema, issue.path);
    const found =
      issue.code === "unrecognized_keys"
        ? `${issue.keys.length} other ${issue.keys.length === 1 ? "field" : "fields"}`
        : shapeOf(valueAt(value, issue.path));
    return { in: part, pointer: place.pointer, expected: expectation(issue, place.schema), found };
  });
  return { isValid: false, problems };
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let present = value;
  for (const step of path) {
    if (typeof present !== "object" || present === null || !Object.hasOwn(present, step)) return undefined;
    present = (present as Readonly<Record<PropertyKey, unknown>>)[step];
  }
  return present;
}
