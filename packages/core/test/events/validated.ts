import type { EventSchema } from "../../src/events/index.ts";
import type { SchemaIssue } from "../../src/index.ts";

/** What a schema says of a value, in one shape. */
export function validated(
  schema: EventSchema<unknown>,
  value: unknown,
): { readonly value?: unknown; readonly issues?: readonly SchemaIssue[] | undefined } {
  return schema["~standard"].validate(value);
}
