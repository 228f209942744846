import { pointerToken } from "../json/pointer-token.ts";

/** One place where two JSON values differ; undefined where one of them has nothing. */
export interface JsonDifference {
  readonly pointer: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Where two JSON values differ, each at the deepest place that both have. */
export function jsonDifferences(before: unknown, after: unknown, pointer = ""): readonly JsonDifference[] {
  if (Object.is(before, after)) return [];
  if (!isHolding(before) || !isHolding(after) || Array.isArray(before) !== Array.isArray(after)) {
    return [{ pointer, before, after }];
  }
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.flatMap((key) => {
    const place = `${pointer}/${pointerToken(key)}`;
    return jsonDifferences(before[key], after[key], place);
  });
}

/** An array is one by its indexes. */
function isHolding(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
