import { describe, expect, test } from "vitest";
import * as z from "zod";
import { routeEntries } from "../../src/routes.ts";

/** Ids are the examples that are easily wrong. */
const ID_EXAMPLE = /such as ([a-z]{3}_\w+)/;

interface Place {
  readonly path: string;
  readonly pattern: string;
  readonly description?: string;
}

/** Every text of a form of its own in a JSON Schema. What has a format, such as a time, is named by that. */
function formsIn(node: unknown, path = ""): readonly Place[] {
  if (typeof node !== "object" || node === null) return [];
  const { pattern, format, description } = node as Readonly<Record<string, unknown>>;
  const own =
    typeof pattern === "string" && format === undefined
      ? [{ path, pattern, ...(typeof description === "string" && { description }) }]
      : [];
  return [...own, ...Object.entries(node).flatMap(([key, child]) => formsIn(child, `${path}/${key}`))];
}

describe.each(routeEntries)("what %s takes", (_name, { params, query, body }) => {
  const forms = [params, query, body].flatMap((schema) =>
    schema === undefined ? [] : formsIn(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" })),
  );

  test("says in words what a text of a form of its own must be", () => {
    expect(forms.filter(({ description }) => description === undefined)).toEqual([]);
  });

  test("names examples that are of the form", () => {
    const wrong = forms.filter(({ pattern, description = "" }) => {
      const [, example] = ID_EXAMPLE.exec(description) ?? [];
      return example !== undefined && !new RegExp(pattern).test(example);
    });
    expect(wrong).toEqual([]);
  });
});
