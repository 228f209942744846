import { atPointer } from "../at-pointer.ts";

/**
 * Keys that look like names of fields are shown: words with at most two digits at their end. Others may be ids or addresses
 * used as keys. (Limit: a person's name that is used as a key and is one plain word is told from no field.)
 */
const FIELD_NAME = /^[A-Za-z_$][A-Za-z_.$-]{0,39}[0-9]{0,2}$/;

/** Lengths are told by class only: an exact one can tell who is meant. */
const LENGTH_CLASSES = [8, 32, 128, 1024] as const;

/** Deeper than any event; what lies below is hidden as a whole. */
const MAX_DEPTH = 64;

/**
 * Gives a JSON value with every leaf replaced by what kind of thing it is, such as `text(≤32)` or `number`, except those
 * at the visible pointers. Texts, numbers and booleans are told apart, an empty text and null are shown: they say that
 * nothing is there.
 */
export function maskJson(value: unknown, visiblePointers: readonly string[]): unknown {
  const masked = maskValue(value, 0);
  for (const pointer of visiblePointers) {
    const found = atPointer(value, pointer);
    const isScalar = typeof found !== "object" || found === null;
    if (found !== undefined && isScalar) putAt(masked, pointer, found);
  }
  return masked;
}

/** What is told of a text. */
export function maskText(text: string): string {
  if (text === "") return "";
  const limit = LENGTH_CLASSES.find((each) => text.length <= each);
  return limit === undefined ? `text(>${LENGTH_CLASSES.at(-1)})` : `text(≤${limit})`;
}

function maskValue(value: unknown, depth: number): unknown {
  if (typeof value === "string") return maskText(value);
  if (typeof value === "number") return "number";
  if (typeof value === "boolean") return "boolean";
  if (value === null || value === undefined) return null;
  if (depth === MAX_DEPTH) return "nested";
  if (Array.isArray(value)) return value.map((item) => maskValue(item, depth + 1));
  const entries = Object.entries(value);
  return Object.fromEntries(
    entries.map(([key, entry], index) => [
      FIELD_NAME.test(key) ? key : `key${index + 1}:${maskText(key)}`,
      maskValue(entry, depth + 1),
    ]),
  );
}

/** Puts a value back where it was; a place whose way leads through a hidden key stays hidden. */
function putAt(masked: unknown, pointer: string, value: unknown): void {
  const end = pointer.lastIndexOf("/");
  const parent = end <= 0 ? masked : atPointer(masked, pointer.slice(0, end));
  const name = pointer
    .slice(end + 1)
    .replaceAll("~1", "/")
    .replaceAll("~0", "~");
  if (typeof parent !== "object" || parent === null || !Object.hasOwn(parent, name)) return;
  Object.defineProperty(parent, name, { value, enumerable: true, configurable: true, writable: true });
}
