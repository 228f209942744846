import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { openapiDocument } from "../../src/openapi/index.ts";
import { problemCodes } from "../../src/problem-codes.ts";
import { problemsOf } from "../../src/problems-of.ts";
import { routeEntries } from "../../src/routes.ts";

interface Operation {
  readonly operationId: string;
  readonly security: readonly object[];
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly schema: object }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: object }>> };
  readonly responses: Readonly<
    Record<
      string,
      { readonly description: string; readonly content?: Readonly<Record<string, { schema: object }>> }
    >
  >;
}

const document = openapiDocument("1.2.3");
const paths = document["paths"] as Readonly<Record<string, Readonly<Record<string, Operation>>>>;
const { schemas } = document["components"] as { readonly schemas: Readonly<Record<string, object>> };

/** Where the document is said to be; nothing asks there. */
const BASE = "https://gateway.example/openapi.json";

/** A validator that knows the document's own schemas, as OpenAPI 3.1 does: they are JSON Schema 2020-12. */
function validator(): Ajv2020 {
  const ajv = new Ajv2020({
    strict: true,
    validateFormats: false,
    allowUnionTypes: true,
    keywords: ["x-data"],
  });
  ajv.addSchema({ $id: BASE, $defs: located(schemas) });
  return ajv;
}

/** The schema with its references pointing at the document that the validator knows. */
function located(schema: object): object {
  return JSON.parse(
    JSON.stringify(schema).replaceAll('"#/components/schemas/', `"${BASE}#/$defs/`),
  ) as object;
}

test("names its version and has nothing but JSON in it", () => {
  expect(document).toMatchObject({ openapi: "3.1.0", info: { title: "Countersign", version: "1.2.3" } });
  expect(JSON.parse(JSON.stringify(document))).toEqual(document);
});

describe.each(routeEntries)("%s", (name, route) => {
  const operation = paths[route.path]?.[route.method.toLowerCase()];

  test("is an operation with its parameters", () => {
    expect(operation?.operationId).toBe(name);
    const inPath = operation?.parameters
      .filter((parameter) => parameter.in === "path")
      .map((parameter) => parameter.name);
    expect(inPath).toEqual(Object.keys(route.params?.shape ?? {}));
    expect(operation?.security).toHaveLength(route.access === "anyone" ? 0 : 2);
  });

  test("lists every problem that it may answer with", () => {
    for (const code of problemsOf(route)) {
      expect(operation?.responses[String(problemCodes[code].status)]?.description.split(", ")).toContain(
        code,
      );
    }
  });

  test("has schemas that a validator of JSON Schema 2020-12 takes, every reference resolved", () => {
    const ajv = validator();
    const contents = [operation?.requestBody, ...Object.values(operation?.responses ?? {})].flatMap((part) =>
      Object.values(part?.content ?? {}),
    );
    const all = [
      ...contents.map(({ schema }) => schema),
      ...(operation?.parameters ?? []).map(({ schema }) => schema),
    ];
    for (const schema of all) expect(() => ajv.compile(located(schema))).not.toThrow();
  });
});

test("a schema with a reference to nowhere is found", () => {
  const dangling = { $ref: "#/components/schemas/Nothing" };
  expect(() => validator().compile(located(dangling))).toThrow(/resolve/);
});
