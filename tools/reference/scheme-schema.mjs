import { schemeShape } from "../../packages/core/dist/scheme-shape.js";

const DIALECT = "https://json-schema.org/draft/2020-12/schema";

/** The JSON Schema of the scheme language, made from the description that the run-time check reads. */
export function schemeSchema() {
  const { type, ...rest } = schemaOf(schemeShape);
  return JSON.stringify({
    $schema: DIALECT,
    title: "Countersign scheme",
    description: "How one sender signs its webhooks, as plain data. Version 1 of the language.",
    type,
    ...rest,
  });
}

/**
 * @param {import("../../packages/core/dist/shape/shape.js").Shape} shape
 * @returns {Record<string, unknown>}
 */
function schemaOf(shape) {
  switch (shape.kind) {
    case "text":
      return {
        type: "string",
        ...(shape.pattern === undefined ? {} : { pattern: shape.pattern }),
        maxLength: shape.maxLength,
      };
    case "constant":
      return shape.values.length === 1 ? { const: shape.values[0] } : { enum: shape.values };
    case "integer":
      return { type: "integer", minimum: shape.min, maximum: shape.max };
    case "list":
      return listSchema(shape);
    case "record":
      return {
        type: "object",
        properties: propertiesOf({ ...shape.required, ...shape.optional }),
        required: Object.keys(shape.required),
        additionalProperties: false,
      };
    case "choice":
      return { oneOf: shape.of.map(schemaOf) };
  }
}

/** @param {import("../../packages/core/dist/shape/shape.js").ListShape} shape */
function listSchema(shape) {
  const counts = Object.entries(shape.counts?.of ?? {}).map(([name, { min, max }]) => ({
    contains: { properties: { [shape.counts?.on ?? ""]: { const: name } } },
    minContains: min,
    maxContains: max,
  }));
  return {
    type: "array",
    items: schemaOf(shape.of),
    minItems: shape.min,
    maxItems: shape.max,
    ...(counts.length === 0 ? {} : { allOf: counts }),
  };
}

/** @param {Readonly<Record<string, import("../../packages/core/dist/shape/shape.js").Shape>>} shapes */
function propertiesOf(shapes) {
  return Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [name, schemaOf(shape)]));
}
