import * as z from "zod";

export type JsonSchema = Readonly<Record<string, unknown>>;

const DEFINITION = "#/$defs/";
const COMPONENT = "#/components/schemas/";

/** Collects the named schemas of a document while the schemas of its operations are written. */
export class SchemaComponents {
  readonly #components = new Map<string, JsonSchema>();

  /** What a request may hold; unknown fields are refused. */
  input(schema: z.ZodType): JsonSchema {
    return this.#write(schema, "input");
  }

  /** What an answer holds; new fields may come at any time. */
  output(schema: z.ZodType): JsonSchema {
    return this.#write(schema, "output");
  }

  /** The named schemas so far, by name. */
  get all(): Readonly<Record<string, JsonSchema>> {
    return Object.fromEntries([...this.#components].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  }

  #write(schema: z.ZodType, io: "input" | "output"): JsonSchema {
    const written = z.toJSONSchema(schema, {
      target: "draft-2020-12",
      io,
      override: ({ jsonSchema }) => {
        if (io === "output" && jsonSchema.additionalProperties === false)
          delete jsonSchema.additionalProperties;
        // A number of a query is told as the number that it stands for, not as its text.
        if (jsonSchema.type === "integer") delete jsonSchema.pattern;
        // The format says it; the expression for every leap year does not help a reader.
        if (jsonSchema.format === "date-time") delete jsonSchema.pattern;
      },
    });
    const { $schema: _, $defs = {}, ...rest } = written;
    const rename = (name: string): string => (io === "input" ? `${name}Input` : name);
    for (const [name, definition] of Object.entries($defs)) {
      const { id: _id, ...body } = definition as Record<string, unknown>;
      this.#components.set(rename(name), relinked(body, rename));
    }
    const { id: _id, ...body } = rest as Record<string, unknown>;
    return relinked(body, rename);
  }
}

/** The same schema with its references pointing into the document. */
function relinked(schema: Record<string, unknown>, rename: (name: string) => string): JsonSchema {
  const text = JSON.stringify(schema, (key, value: unknown) =>
    key === "$ref" && typeof value === "string" && value.startsWith(DEFINITION)
      ? `${COMPONENT}${rename(value.slice(DEFINITION.length))}`
      : value,
  );
  return JSON.parse(text) as JsonSchema;
}
