import { formatColumns } from "./format-columns.ts";
import { formatValue } from "./format-value.ts";

/** An answer for people: a line for each field, `name  value`. Fields of an inner object are lines of their own, `a.b  value`. */
export function formatRecord(record: object): string {
  return formatColumns(rowsOf(record, ""));
}

function rowsOf(record: object, prefix: string): readonly (readonly [string, string])[] {
  return Object.entries(record).flatMap(([name, value]: readonly [string, unknown]) => {
    const isInner = typeof value === "object" && value !== null && !Array.isArray(value);
    if (isInner && Object.keys(value).length > 0) return rowsOf(value, `${prefix}${name}.`);
    return [[`${prefix}${name}`, formatValue(value)] as const];
  });
}
