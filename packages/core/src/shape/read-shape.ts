import type { ListShape, RecordShape, Shape } from "./shape.ts";

/** Told about the first place where the data does not fit. Must throw. */
export type Complain = (path: string, problem: string) => never;

/** One place in the data: its value, its JSON path, and whom to tell. */
interface Place {
  readonly value: unknown;
  readonly path: string;
  readonly complain: Complain;
}

/**
 * A frozen copy of `value` when it fits the shape exactly. Unknown fields are refused; only own properties count.
 * Nothing of the value is quoted in a complaint but the names of its fields.
 */
export function readShape(shape: Shape, value: unknown, complain: Complain): unknown {
  return read(shape, { value, path: "$", complain });
}

function read(shape: Shape, place: Place): unknown {
  const { value, path, complain } = place;
  switch (shape.kind) {
    case "text":
      if (typeof value !== "string") return complain(path, "expected text");
      if (Array.from(value).length > shape.maxLength) {
        return complain(path, `expected at most ${shape.maxLength} characters`);
      }
      if (!new RegExp(shape.pattern, "u").test(value)) return complain(path, `expected ${shape.pattern}`);
      return value;
    case "constant":
      if (shape.values.includes(value as string)) return value;
      return complain(path, `expected ${shape.values.join(" or ")}`);
    case "integer":
      if (Number.isInteger(value) && Number(value) >= shape.min && Number(value) <= shape.max) return value;
      return complain(path, `expected a whole number from ${shape.min} to ${shape.max}`);
    case "list":
      return readList(shape, place);
    case "record":
      return readRecord(shape, place);
    case "choice": {
      const source = objectAt(place);
      const chosen = shape.of.find(({ required }) => {
        const constant = required[shape.on];
        return (
          constant?.kind === "constant" && constant.values.includes(ownField(source, shape.on) as string)
        );
      });
      return chosen === undefined ? complain(`${path}.${shape.on}`, "unknown") : readRecord(chosen, place);
    }
  }
}

function readList(shape: ListShape, { value, path, complain }: Place): unknown {
  if (!Array.isArray(value) || value.length < shape.min || value.length > shape.max) {
    return complain(path, `expected a list of ${shape.min} to ${shape.max}`);
  }
  const items = Array.from(value, (item: unknown, index) =>
    read(shape.of, { value: item, path: `${path}[${index}]`, complain }),
  );
  for (const [name, { min, max }] of Object.entries(shape.counts?.of ?? {})) {
    const count = items.filter((item) => ownField(item, shape.counts?.on ?? "") === name).length;
    if (count < min || count > max) return complain(path, `expected ${min} to ${max} times ${name}`);
  }
  return Object.freeze(items);
}

function readRecord(shape: RecordShape, place: Place): unknown {
  const { path, complain } = place;
  const source = objectAt(place);
  const fields = { ...shape.required, ...shape.optional };
  const unknown = Object.keys(source).find((name) => !Object.hasOwn(fields, name));
  if (unknown !== undefined) return complain(path, `unknown field ${JSON.stringify(unknown)}`);
  const copy: Record<string, unknown> = {};
  for (const [name, of] of Object.entries(fields)) {
    if (Object.hasOwn(source, name)) {
      copy[name] = read(of, { value: source[name], path: `${path}.${name}`, complain });
    } else if (Object.hasOwn(shape.required, name)) {
      return complain(path, `missing field ${name}`);
    }
  }
  return Object.freeze(copy);
}

function objectAt({ value, path, complain }: Place): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return complain(path, "expected an object");
  return value as Readonly<Record<string, unknown>>;
}

function ownField(value: unknown, name: string): unknown {
  return Object.hasOwn(Object(value), name) ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}
