import * as z from "zod";
import { alternatives, fieldNames } from "./schema-place.ts";

/** Says what the schema wants where an issue arose; takes nothing from the input. */
export function expectation(issue: z.core.$ZodIssue, schema: z.core.$ZodType | undefined): string {
  switch (issue.code) {
    case "invalid_type":
      return issue.expected;
    case "invalid_value":
      return `one of ${issue.values.map(String).join(", ")}`;
    case "too_small":
      return `${issue.inclusive === false ? "more than" : "at least"} ${issue.minimum}${unitOf(issue.origin)}`;
    case "too_big":
      return `${issue.inclusive === false ? "less than" : "at most"} ${issue.maximum}${unitOf(issue.origin)}`;
    case "unrecognized_keys": {
      const names = fieldNames(schema);
      return names === undefined || names.length === 0
        ? "no further fields"
        : `no fields but ${names.join(", ")}`;
    }
    case "invalid_format":
      return formOf(schema) ?? `text of the format ${issue.format}`;
    case "invalid_union":
      return descriptionOf(schema) ?? "one of the shapes that the reference lists";
    case "custom":
      // The texts of our own checks; they hold no input.
      return issue.message;
    case "invalid_key":
    case "invalid_element":
    case "not_multiple_of":
      return descriptionOf(schema) ?? "what the reference says";
  }
}

function unitOf(origin: string): string {
  if (origin === "string") return " characters";
  if (origin === "array" || origin === "set") return " items";
  if (origin === "object" || origin === "record") return " fields";
  return "";
}

/** What the text itself must be, rather than what the field that may hold it is for. */
function formOf(schema: z.core.$ZodType | undefined): string | undefined {
  const described = alternatives(schema).map(descriptionOf);
  return described.find((each) => each !== undefined) ?? descriptionOf(schema);
}

function descriptionOf(schema: z.core.$ZodType | undefined): string | undefined {
  return schema === undefined ? undefined : z.globalRegistry.get(schema)?.description;
}
