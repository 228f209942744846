const INDENT = "  ";

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * A JSON value as YAML 1.2 in block style, as a configuration file is written. Texts are quoted, so that none is taken
 * for something else; lists of plain values stand on one line.
 */
export function formatYaml(value: unknown): string {
  return `${block(value as Json, "").join("\n")}\n`;
}

function block(value: Json, indent: string): readonly string[] {
  if (isList(value)) return value.flatMap((item) => listItem(item, indent));
  if (typeof value !== "object" || value === null) return [`${indent}${JSON.stringify(value)}`];
  return Object.entries(value).flatMap(([key, held]) => {
    const name = `${indent}${keyText(key)}:`;
    if (isFlat(held)) return [`${name} ${flat(held)}`];
    return [name, ...block(held, indent + INDENT)];
  });
}

function listItem(item: Json, indent: string): readonly string[] {
  if (isFlat(item)) return [`${indent}- ${flat(item)}`];
  const [first = "", ...rest] = block(item, indent + INDENT);
  return [`${indent}- ${first.trimStart()}`, ...rest];
}

/** Plain values, lists of them, and what is empty. */
function isFlat(value: Json): boolean {
  if (typeof value !== "object" || value === null) return true;
  const held: readonly Json[] = isList(value) ? value : Object.values(value);
  return (
    held.length === 0 || (isList(value) && held.every((item) => typeof item !== "object" || item === null))
  );
}

function flat(value: Json): string {
  if (!isList(value)) return JSON.stringify(value);
  return `[${value.map((item) => JSON.stringify(item)).join(", ")}]`;
}

function keyText(key: string): string {
  return /^[A-Za-z][A-Za-z0-9]*$/.test(key) ? key : JSON.stringify(key);
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
