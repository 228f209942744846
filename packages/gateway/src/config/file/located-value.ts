import type { Place } from "./configuration-problem.ts";

/** A value of the configuration file that still knows where it stands, so that every problem can point there. */
export type LocatedValue = LocatedMap | LocatedList | LocatedScalar;

export interface LocatedMap {
  readonly kind: "map";
  readonly place: Place;
  readonly entries: ReadonlyMap<string, LocatedEntry>;
}

export interface LocatedEntry {
  readonly keyPlace: Place;
  readonly value: LocatedValue;
}

export interface LocatedList {
  readonly kind: "list";
  readonly place: Place;
  readonly items: readonly LocatedValue[];
}

export interface LocatedScalar {
  readonly kind: "scalar";
  readonly place: Place;
  readonly value: string | number | bigint | boolean | null;
}

/** What stands there, as its type and size: safe to show whatever the value is. */
export function describeValue(value: LocatedValue): string {
  if (value.kind === "map") return "a mapping";
  if (value.kind === "list") return `a list of ${value.items.length}`;
  if (value.value === null) return "nothing";
  if (typeof value.value === "string") return `a text of ${value.value.length} characters`;
  return typeof value.value === "boolean" ? "true or false" : "a number";
}

/** The value without its places, for parts that take plain JSON. */
export function toPlain(value: LocatedValue): unknown {
  if (value.kind === "scalar") return value.value;
  if (value.kind === "list") return value.items.map(toPlain);
  return Object.fromEntries([...value.entries].map(([key, entry]) => [key, toPlain(entry.value)]));
}
