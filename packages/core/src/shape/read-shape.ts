import type { ChoiceShape, ListShape, MapShape, RecordShape, Shape } from "./shape.ts";

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
    case "text": {
      if (typeof value !== "string") return complain(path, `expected text, found ${kindOf(value)}`);
      if (value.length > shape.maxLength && Array.from(value).length > shape.maxLength) {
        return complain(path, `expected at most ${shape.maxLength} characters`);
      }
      if (shape.pattern !== undefined && !new RegExp(shape.pattern, "u").test(value)) {
        return complain(path, `expected text that matches ${shape.pattern}`);
      }
      return value;
    }
    case "constant": {
      if (shape.values.includes(value as string)) return value;
      return complain(path, `expected ${shape.values.map((each) => JSON.stringify(each)).join(" or ")}`);
    }
    case "integer": {
      if (typeof value === "number" && Number.isInteger(value) && value >= shape.min && value <= shape.max) {
        return value;
      }
      return complain(path, `expected a whole number from ${shape.min} to ${shape.max}`);
    }
    case "list":
      return readList(shape, place);
    case "record":
      return readRecord(shape, place);
    case "map":
      return readMap(shape, place);
    case "choice":
      return readChoice(shape, place);
  }
}

function readList(shape: ListShape, { value, path, complain }: Place): unknown {
  if (!Array.isArray(value)) return complain(path, `expected a list, found ${kindOf(value)}`);
  if (value.length < shape.min || value.length > shape.max) {
    return complain(path, `expected ${shape.min} to ${shape.max} entries, found ${value.length}`);
  }
  const items = Array.from(value, (item: unknown, index) =>
    read(shape.of, { value: item, path: `${path}[${index}]`, complain }),
  );
  if (shape.counts !== undefined) {
    const { on, of } = shape.counts;
    for (const [name, { min, max }] of Object.entries(of)) {
      const count = items.filter((item) => ownField(item, on) === name).length;
      if (count < min) return complain(path, `expected an entry whose ${on} is "${name}"`);
      if (count > max) return complain(path, `expected "${name}" no more than ${max} time as ${on}`);
    }
  }
  return Object.freeze(items);
}

function readRecord(shape: RecordShape, { value, path, complain }: Place): unknown {
  const source = objectAt({ value, path, complain });
  for (const name of Object.keys(source)) {
    if (!Object.hasOwn(shape.required, name) && !Object.hasOwn(shape.optional, name)) {
      return complain(path, `unknown field ${JSON.stringify(name)}`);
    }
  }
  const copy: Record<string, unknown> = {};
  for (const [name, of] of Object.entries(shape.required)) {
    if (!Object.hasOwn(source, name)) return complain(path, `missing field "${name}"`);
    copy[name] = read(of, { value: source[name], path: `${path}.${name}`, complain });
  }
  for (const [name, of] of Object.entries(shape.optional)) {
    if (!Object.hasOwn(source, name)) continue;
    copy[name] = read(of, { value: source[name], path: `${path}.${name}`, complain });
  }
  return Object.freeze(copy);
}

function readMap(shape: MapShape, { value, path, complain }: Place): unknown {
  const source = objectAt({ value, path, complain });
  const names = Object.keys(source);
  if (names.length < shape.min || names.length > shape.max) {
    return complain(path, `expected ${shape.min} to ${shape.max} fields, found ${names.length}`);
  }
  const pattern = new RegExp(shape.names, "u");
  const copy: Record<string, unknown> = {};
  for (const name of names) {
    if (!pattern.test(name)) return complain(path, `expected field names that match ${shape.names}`);
    copy[name] = read(shape.of, { value: source[name], path: `${path}.${name}`, complain });
  }
  return Object.freeze(copy);
}

function readChoice(shape: ChoiceShape, place: Place): unknown {
  const source = objectAt(place);
  const chosen = ownField(source, shape.on);
  const record = shape.of.find((each) => {
    const on = each.required[shape.on];
    return on?.kind === "constant" && on.values.includes(chosen as string);
  });
  if (record === undefined)
    return place.complain(`${place.path}.${shape.on}`, "expected one of the known kinds");
  return readRecord(record, place);
}

function objectAt({ value, path, complain }: Place): Readonly<Record<string, unknown>> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return value as Readonly<Record<string, unknown>>;
  }
  return complain(path, `expected an object, found ${kindOf(value)}`);
}

function ownField(value: unknown, name: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name];
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return typeof value === "string" ? "text" : typeof value;
}
