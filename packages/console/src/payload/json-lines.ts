import { pointerToken } from "../json/pointer-token.ts";

/** One line of a JSON value that is shown as a tree. */
export interface JsonLine {
  /** JSON Pointer; also the key by which a line is folded. */
  readonly pointer: string;
  readonly depth: number;
  /** The name in its object, or the index in its array. */
  readonly name: string | undefined;
  readonly kind: "object" | "array" | "string" | "number" | "boolean" | "null";
  /** A leaf as JSON; of an object or an array how many it holds. */
  readonly text: string;
  readonly isFoldable: boolean;
}

/** Gives the lines that are seen while those at `folded` are closed. */
export function jsonLines(value: unknown, folded: ReadonlySet<string>): readonly JsonLine[] {
  const lines: JsonLine[] = [];
  // A stack instead of recursion: how deep a payload goes is for its sender to say.
  const rest: { value: unknown; pointer: string; depth: number; name: string | undefined }[] = [
    { value, pointer: "", depth: 0, name: undefined },
  ];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    const { pointer, depth, name } = next;
    const children = childrenOf(next.value);
    const kind = kindOf(next.value);
    const text = children === undefined ? JSON.stringify(next.value) : countText(kind, children.length);
    lines.push({ pointer, depth, name, kind, text, isFoldable: (children?.length ?? 0) > 0 });
    if (children === undefined || folded.has(pointer)) continue;
    for (const [key, child] of children.toReversed()) {
      rest.push({ value: child, pointer: `${pointer}/${pointerToken(key)}`, depth: depth + 1, name: key });
    }
  }
  return lines;
}

function childrenOf(value: unknown): readonly (readonly [string, unknown])[] | undefined {
  if (Array.isArray(value)) return value.map((item: unknown, index) => [String(index), item] as const);
  return typeof value === "object" && value !== null ? Object.entries(value) : undefined;
}

function kindOf(value: unknown): JsonLine["kind"] {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  const type = typeof value;
  return type === "string" || type === "number" || type === "boolean" ? type : "object";
}

function countText(kind: JsonLine["kind"], count: number): string {
  const [open, close] = kind === "array" ? "[]" : "{}";
  return count === 0 ? `${open}${close}` : `${open} ${count} ${close}`;
}
