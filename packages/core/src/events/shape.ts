import type { SchemaIssue } from "../standard-schema.ts";

/** Where in an event: names that the declaration gives and indexes of lists, never names from a body. */
export type Path = readonly (string | number)[];

/** What a part of an event looks like. `T` is the type of what passes. */
export interface Shape<T> {
  /** What departs from the shape, found one after the other so that a reader may stop. */
  readonly issuesIn: (value: unknown, path: Path) => Iterable<SchemaIssue>;
  /** There only for the compiler: the type of what passes. */
  readonly type?: T;
}

/** A field that may be left out. */
export interface OptionalField<T> {
  readonly optional: Shape<T>;
}

type Fields = Readonly<Record<string, Shape<unknown> | OptionalField<unknown>>>;
type OptionalNames<F extends Fields> = {
  [K in keyof F]: F[K] extends OptionalField<unknown> ? K : never;
}[keyof F];
type FieldType<F> = F extends OptionalField<infer T> ? T : F extends Shape<infer T> ? T : never;
type Flat<T> = { readonly [K in keyof T]: T[K] };

/** The type of an object with these fields. */
export type ObjectOf<F extends Fields> = Flat<
  { [K in Exclude<keyof F, OptionalNames<F>>]: FieldType<F[K]> } & {
    [K in OptionalNames<F>]?: FieldType<F[K]>;
  }
>;

/** Text of any length. */
export const text: Shape<string> = ofKind("text", (value) => typeof value === "string");

/** A number as JSON has them. */
export const number: Shape<number> = ofKind("a number", (value) => typeof value === "number");

/** `true` or `false`. */
export const flag: Shape<boolean> = ofKind("true or false", (value) => typeof value === "boolean");

/** A number, or text, for fields in which a sender writes both. */
export const numberOrText: Shape<number | string> = ofKind(
  "a number or text",
  (value) => typeof value === "number" || typeof value === "string",
);

/** An object whose fields the sender does not fix. */
export const anyFields: Shape<Readonly<Record<string, unknown>>> = ofKind("an object", isObject);

/** A list of whatever length. */
export function list<T>(item: Shape<T>): Shape<readonly T[]> {
  const isList = ofKind("a list", Array.isArray);
  return {
    *issuesIn(value, path) {
      if (!Array.isArray(value)) return yield* isList.issuesIn(value, path);
      for (const [index, each] of value.entries()) yield* item.issuesIn(each, [...path, index]);
    },
  };
}

/** An object with at least these fields. A field that is optional may be left out; others may be there. */
export function object<F extends Fields>(fields: F): Shape<ObjectOf<F>> {
  return {
    *issuesIn(value, path) {
      if (!isObject(value)) return yield* anyFields.issuesIn(value, path);
      for (const [name, field] of Object.entries(fields)) {
        const isThere = Object.hasOwn(value, name);
        if ("optional" in field && !isThere) continue;
        const shape = "optional" in field ? field.optional : field;
        yield* shape.issuesIn(isThere ? value[name] : undefined, [...path, name]);
      }
    },
  };
}

/** For a field that may be left out. */
export function optional<T>(shape: Shape<T>): OptionalField<T> {
  return { optional: shape };
}

/** For a value that may be null. */
export function nullable<T>(shape: Shape<T>): Shape<T | null> {
  return { issuesIn: (value, path) => (value === null ? [] : shape.issuesIn(value, path)) };
}

/** One shape for objects that have a field, another for everything else. */
export function dependingOn<A, B>(name: string, withField: Shape<A>, without: Shape<B>): Shape<A | B> {
  const hasField = (value: unknown) => isObject(value) && Object.hasOwn(value, name);
  return {
    issuesIn: (value, path) => (hasField(value) ? withField : without).issuesIn(value, path),
  };
}

function ofKind<T>(expected: string, isExpected: (value: unknown) => boolean): Shape<T> {
  return {
    issuesIn: (value, path) => (isExpected(value) ? [] : [issueAt(path, expected, value)]),
  };
}

function issueAt(path: Path, expected: string, value: unknown): SchemaIssue {
  const place = path.length === 0 ? "the body" : placeOf(path);
  return { message: `${place} must be ${expected}, found ${kindOf(value)}`, path };
}

/** As it would be written in code: `data.note.sections[3].title`. */
function placeOf(path: Path): string {
  return path
    .map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`))
    .join("")
    .slice(1);
}

function kindOf(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  const kinds: Readonly<Record<string, string>> = { string: "text", object: "an object" };
  return kinds[typeof value] ?? `a ${typeof value}`;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
