import type { Place } from "./configuration-problem.ts";
import { describeValue } from "./located-value.ts";
import type { LocatedValue } from "./located-value.ts";
import { nearestName } from "../nearest-name.ts";
import type { Problems } from "./problems.ts";

/** What a key of the configuration file may hold. */
export type FieldKind =
  | { readonly type: "name" }
  | { readonly type: "text" }
  | { readonly type: "integer"; readonly min: number; readonly max: number }
  | { readonly type: "choice"; readonly choices: readonly string[] }
  | { readonly type: "texts"; readonly maxItems: number }
  | { readonly type: "integers"; readonly min: number; readonly max: number; readonly maxItems: number }
  /** Read further by the reader of its own kind. */
  | { readonly type: "value" };

export interface LocatedText {
  readonly text: string;
  readonly place: Place;
}

export interface LocatedInteger {
  readonly integer: number;
  readonly place: Place;
}

interface Reading<Kind extends FieldKind = FieldKind> {
  readonly kind: Kind;
  readonly problems: Problems;
}

/** The one shape of names: organizations, sources, callers, endpoints, secrets. */
const NAME = /^[a-z0-9][a-z0-9-]{0,62}$/;
const MAX_TEXT_CHARACTERS = 8192;

/** Reads one value by its kind: text, number, choice, list of located items, or the value itself. Undefined after a problem. */
export function readValue(value: LocatedValue, field: string, reading: Reading): unknown {
  const { kind, problems } = reading;
  switch (kind.type) {
    case "value":
      return value;
    case "name":
      return readName(value, field, problems);
    case "text":
      return readText(value, field, problems);
    case "integer":
      return readInteger(value, field, { kind, problems });
    case "choice":
      return readChoice(value, field, { kind, problems });
    case "texts":
      return readItems(value, field, { maxItems: kind.maxItems, problems })?.flatMap((item, index) => {
        const text = readText(item, `${field}[${index}]`, problems);
        return text === undefined ? [] : [{ text, place: item.place }];
      });
    case "integers":
      return readItems(value, field, { maxItems: kind.maxItems, problems })?.flatMap((item, index) => {
        const range = { type: "integer", min: kind.min, max: kind.max } as const;
        const integer = readInteger(item, `${field}[${index}]`, { kind: range, problems });
        return integer === undefined ? [] : [{ integer, place: item.place }];
      });
  }
}

/** Reads a list of at most `maxItems`, or undefined after a problem. */
export function readItems(
  value: LocatedValue,
  field: string,
  reading: { readonly maxItems: number; readonly problems: Problems },
): readonly LocatedValue[] | undefined {
  const { maxItems } = reading;
  if (value.kind === "list" && value.items.length <= maxItems) return value.items;
  const isTooLong = value.kind === "list";
  reading.problems.add(value.place, {
    code: isTooLong ? "too_large" : "wrong_type",
    field,
    expected: isTooLong ? `at most ${maxItems} items` : "a list",
    found: describeValue(value),
    remedy: isTooLong ? "remove some" : "write [ … ] or lines that start with a hyphen",
  });
  return undefined;
}

function readName(value: LocatedValue, field: string, problems: Problems): string | undefined {
  const text = readText(value, field, problems);
  if (text === undefined || NAME.test(text)) return text;
  problems.add(value.place, {
    code: "bad_name",
    field,
    expected: "1 to 63 lower-case letters, digits and hyphens, not a hyphen first",
    found: describeValue(value),
    remedy: "choose another name",
  });
  return undefined;
}

/** Reads a text that is not empty; numbers and the like must be quoted, because YAML would change them. */
export function readText(value: LocatedValue, field: string, problems: Problems): string | undefined {
  const text = value.kind === "scalar" && typeof value.value === "string" ? value.value : undefined;
  if (text !== undefined && text.length > 0 && text.length <= MAX_TEXT_CHARACTERS) return text;
  problems.add(value.place, {
    code: text === undefined ? "wrong_type" : "out_of_range",
    field,
    expected: `a text of 1 to ${MAX_TEXT_CHARACTERS} characters`,
    found: describeValue(value),
    remedy: text === undefined && value.kind === "scalar" ? "put it in quotes" : "write a text here",
  });
  return undefined;
}

function readInteger(
  value: LocatedValue,
  field: string,
  reading: Reading<{ readonly type: "integer"; readonly min: number; readonly max: number }>,
): number | undefined {
  const { min, max } = reading.kind;
  const given = value.kind === "scalar" ? value.value : undefined;
  const isInteger = typeof given === "number" && Number.isSafeInteger(given);
  if (isInteger && given >= min && given <= max) return given;
  reading.problems.add(value.place, {
    code: isInteger ? "out_of_range" : "wrong_type",
    field,
    expected: `a whole number from ${min} to ${max}`,
    found: isInteger ? String(given) : describeValue(value),
    remedy: "write a number in this range, without quotes or a unit",
  });
  return undefined;
}

function readChoice(
  value: LocatedValue,
  field: string,
  reading: Reading<{ readonly type: "choice"; readonly choices: readonly string[] }>,
): string | undefined {
  const { choices } = reading.kind;
  const given = value.kind === "scalar" && typeof value.value === "string" ? value.value : undefined;
  if (given !== undefined && choices.includes(given)) return given;
  const nearest = given === undefined ? undefined : nearestName(given, choices);
  reading.problems.add(value.place, {
    code: "out_of_range",
    field,
    expected: `one of ${choices.join(", ")}`,
    found: describeValue(value),
    remedy: nearest === undefined ? "choose one of them" : `did you mean ${nearest}?`,
  });
  return undefined;
}
