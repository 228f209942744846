import { printable } from "./printable.ts";

/** Longer values are read with --json. */
const MAX_LENGTH = 500;
const ISO_TIME = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(?:\.\d+)?Z$/;

/** One value of an answer for people: `2026-11-21 14:33:01Z`, `yes`, `-` for nothing, lists with commas, the rest as JSON. */
export function formatValue(value: unknown): string {
  if (value === null || value === undefined || value === "") return "-";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return printable(value.replace(ISO_TIME, "$1 $2Z"), MAX_LENGTH);
  if (Array.isArray(value) && value.every((item) => typeof item !== "object")) {
    return value.length === 0 ? "-" : value.map(formatValue).join(", ");
  }
  return printable(JSON.stringify(value), MAX_LENGTH);
}
