import type { Place } from "./configuration-problem.ts";
import { describeValue } from "./located-value.ts";
import type { LocatedMap, LocatedValue } from "./located-value.ts";
import { nearestName } from "../nearest-name.ts";
import type { Problems } from "./problems.ts";
import { readValue } from "./read-value.ts";
import type { FieldKind, LocatedText, LocatedInteger } from "./read-value.ts";

/** One key of a mapping in the configuration file. */
export interface FieldSpec {
  readonly kind: FieldKind;
  readonly isRequired?: true;
  readonly meaning: string;
}

export type FieldTable = Readonly<Record<string, FieldSpec>>;

type ValueOf<Kind extends FieldKind> = Kind extends { type: "name" | "text" }
  ? string
  : Kind extends { type: "integer" }
    ? number
    : Kind extends { type: "choice"; choices: readonly (infer Choice)[] }
      ? Choice
      : Kind extends { type: "texts" }
        ? readonly LocatedText[]
        : Kind extends { type: "integers" }
          ? readonly LocatedInteger[]
          : LocatedValue;

export interface FieldsRead<Table extends FieldTable> {
  /** What each key holds; undefined where it is absent or wrong (a problem was added then). */
  readonly values: { readonly [K in keyof Table]: ValueOf<Table[K]["kind"]> | undefined };
  /** Where a key's value stands; the mapping itself where the key is absent. */
  readonly placeOf: (key: keyof Table & string) => Place;
}

/** Reads a mapping by its table. Adds a problem for every unknown, missing or wrong key. */
export function readFields<const Table extends FieldTable>(
  value: LocatedValue,
  field: string,
  reading: { readonly table: Table; readonly problems: Problems },
): FieldsRead<Table> | undefined {
  const { table, problems } = reading;
  if (value.kind !== "map") {
    problems.add(value.place, {
      code: "wrong_type",
      field,
      expected: `a mapping with the keys ${Object.keys(table).join(", ")}`,
      found: describeValue(value),
      remedy: "write key: value lines here",
    });
    return undefined;
  }
  addUnknownKeys(value, field, reading);
  const values: Record<string, unknown> = {};
  for (const [key, spec] of Object.entries(table)) {
    const entry = value.entries.get(key);
    if (entry !== undefined) {
      values[key] = readValue(entry.value, joinField(field, key), { kind: spec.kind, problems });
    } else if (spec.isRequired === true) {
      problems.add(value.place, {
        code: "missing_key",
        field: joinField(field, key),
        expected: describeKey(key, spec),
        found: "nothing",
        remedy: `add ${key}`,
      });
    }
  }
  return {
    // readValue returns what each kind promises; the table's type carries it to the caller.
    values: values as FieldsRead<Table>["values"],
    placeOf: (key) => value.entries.get(key)?.value.place ?? value.place,
  };
}

/** A key as a problem names it when it is missing. */
export function describeKey(key: string, spec: FieldSpec): string {
  return `the key ${key} (${spec.meaning.replace(/\.$/, "")})`;
}

export function joinField(field: string, key: string): string {
  return field === "" ? key : `${field}.${key}`;
}

function addUnknownKeys(
  map: LocatedMap,
  field: string,
  reading: { readonly table: FieldTable; readonly problems: Problems },
): void {
  const known = Object.keys(reading.table);
  for (const [key, entry] of map.entries) {
    if (known.includes(key)) continue;
    const nearest = nearestName(key, known);
    reading.problems.add(entry.keyPlace, {
      code: "unknown_key",
      field: PLAIN_KEY.test(key) ? joinField(field, key) : field,
      expected: `one of the keys ${known.join(", ")}`,
      found: showKey(key),
      remedy: nearest === undefined ? "remove it" : `did you mean ${nearest}?`,
    });
  }
}

const PLAIN_KEY = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;

/** A key may be a secret that slipped into the wrong place: only what looks like a key is shown. */
function showKey(key: string): string {
  return PLAIN_KEY.test(key) ? key : `a key of ${key.length} characters`;
}
