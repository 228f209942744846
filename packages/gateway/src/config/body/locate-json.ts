import type { LocatedValue } from "../file/located-value.ts";

/** Deeper than any resource or scheme; more would only use up the stack. */
const MAX_DEPTH = 32;

/**
 * Makes a JSON value a located one, as the readers of the configuration file take it. A body has no lines: each value
 * counts as one, in order, so that problems come in the order of the body. Undefined where it is nested too deeply.
 */
export function locateJson(value: unknown): LocatedValue | undefined {
  let line = 0;
  const locate = (part: unknown, depth: number): LocatedValue | undefined => {
    if (depth > MAX_DEPTH) return undefined;
    line += 1;
    const place = { line, column: 1 };
    if (Array.isArray(part)) {
      const items = part.map((item) => locate(item, depth + 1));
      return items.every((item) => item !== undefined) ? { kind: "list", place, items } : undefined;
    }
    if (typeof part === "object" && part !== null) {
      const entries = new Map<string, { readonly keyPlace: typeof place; readonly value: LocatedValue }>();
      for (const [key, held] of Object.entries(part)) {
        const located = locate(held, depth + 1);
        if (located === undefined) return undefined;
        entries.set(key, { keyPlace: located.place, value: located });
      }
      return { kind: "map", place, entries };
    }
    return { kind: "scalar", place, value: part as string | number | boolean | null };
  };
  return locate(value, 0);
}
