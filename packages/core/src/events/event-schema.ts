import type { SchemaIssue, SchemaResult, StandardSchema } from "../standard-schema.ts";
import type { Shape } from "./shape.ts";

/** A hostile body must not make a list of issues as long as itself. */
const MAX_ISSUES = 32;

/** The validator of one kind of event, and its type, from one declaration. */
export interface EventSchema<T> extends StandardSchema<T> {
  readonly "~standard": {
    readonly version: 1;
    readonly vendor: "countersign";
    readonly validate: (value: unknown) => SchemaResult<T>;
    readonly types?: { readonly input: unknown; readonly output: T } | undefined;
  };
}

/** The type of the events that a schema accepts. */
export type EventOf<S extends EventSchema<unknown>> = S extends EventSchema<infer T> ? T : never;

/**
 * A schema that gives an event exactly as it came, extra fields included, or at most 32 issues. An issue names the
 * place and the kinds of value expected and found, never anything that the body says.
 */
export function eventSchema<T>(shape: Shape<T>): EventSchema<T> {
  const validate = (value: unknown): SchemaResult<T> => {
    const issues: SchemaIssue[] = [];
    for (const issue of shape.issuesIn(value, [])) {
      issues.push(issue);
      if (issues.length === MAX_ISSUES) break;
    }
    return issues.length === 0 ? { value: value as T } : { issues };
  };
  return Object.freeze({ "~standard": Object.freeze({ version: 1, vendor: "countersign", validate }) });
}
