import * as z from "zod";

/** A place of an input, told without any text that the sender chose. */
export interface SchemaPlace {
  /** JSON Pointer; a key that the schema does not name is written `*`. */
  readonly pointer: string;
  /** What the schema wants there, where it can be told. */
  readonly schema: z.core.$ZodType | undefined;
}

/** Follows the path of an issue through a schema. */
export function schemaPlace(schema: z.core.$ZodType, path: readonly PropertyKey[]): SchemaPlace {
  let pointer = "";
  let present: z.core.$ZodType | undefined = schema;
  for (const step of path) {
    const child = childOf(present, step);
    pointer += `/${typeof step === "number" ? step : child.isNamed ? escapeStep(String(step)) : "*"}`;
    present = child.schema;
  }
  return { pointer, schema: present };
}

/** The fields that an object may have at this place, or undefined where it is no object with named fields. */
export function fieldNames(schema: z.core.$ZodType | undefined): readonly string[] | undefined {
  const [object] = alternatives(schema).filter((each) => each instanceof z.ZodObject);
  return object === undefined ? undefined : Object.keys(object.shape);
}

interface Child {
  readonly schema: z.core.$ZodType | undefined;
  /** True where the schema itself names the key. */
  readonly isNamed: boolean;
}

function childOf(schema: z.core.$ZodType | undefined, step: PropertyKey): Child {
  for (const each of alternatives(schema)) {
    if (each instanceof z.ZodObject && Object.hasOwn(each.shape, step)) {
      return { schema: each.shape[String(step)], isNamed: true };
    }
    if (each instanceof z.ZodArray) return { schema: each.element, isNamed: false };
    if (each instanceof z.ZodRecord) return { schema: each.valueType, isNamed: false };
  }
  return { schema: undefined, isNamed: false };
}

/** The schemas that a value may match there, without what only wraps them. */
export function alternatives(schema: z.core.$ZodType | undefined): readonly z.core.$ZodType[] {
  if (schema === undefined) return [];
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable || schema instanceof z.ZodDefault) {
    return alternatives(schema.unwrap());
  }
  if (schema instanceof z.ZodPipe) return alternatives(schema.in);
  if (schema instanceof z.ZodUnion) {
    return schema.options.flatMap((option) => alternatives(option));
  }
  return [schema];
}

/** RFC 6901, section 3. */
function escapeStep(step: string): string {
  return step.replaceAll("~", "~0").replaceAll("/", "~1");
}
