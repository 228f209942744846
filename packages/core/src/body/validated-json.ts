import { misuse } from "../misuse.ts";
import type { SchemaIssue, StandardSchema } from "../standard-schema.ts";
import { NOT_JSON } from "./json-body.ts";

/** The JSON of a body, or why there is none. The issues of somebody else's schema may quote the body. */
export type JsonResult<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly code: "not_json" | "schema_mismatch";
      /** What is wrong and where; empty where the body is not JSON in UTF-8. */
      readonly issues: readonly SchemaIssue[];
    };

/**
 * The result for what `parseJsonBody` gave.
 *
 * @throws CountersignError `schema_not_usable`
 */
export function validatedJson<T>(json: unknown, schema: StandardSchema<T> | undefined): JsonResult<T> {
  if (json === NOT_JSON) return { ok: false, code: "not_json", issues: [] };
  if (schema === undefined) return { ok: true, value: json as T };
  const result = schema["~standard"]?.validate(json);
  // A promise has no issues: an asynchronous schema must not look as if it had found nothing wrong.
  if (result === undefined || "then" in result) throw misuse("schema_not_usable");
  if (result.issues) return { ok: false, code: "schema_mismatch", issues: result.issues };
  return { ok: true, value: result.value };
}
