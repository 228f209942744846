import type { JsonNode, JsonObject, JsonString } from "./json-node.ts";

/** What programs may write in different ways, each once. */
export interface Tokens {
  /** Without those that every program writes as they are. */
  readonly strings: readonly JsonString[];
  /** As they were written. */
  readonly numbers: readonly string[];
  readonly objects: readonly JsonObject[];
}

/** All that a document holds and that programs may write in different ways. */
export function tokensOf(root: JsonNode): Tokens {
  const strings = new Set<JsonString>();
  const numbers = new Set<string>();
  const objects: JsonObject[] = [];
  const addString = (node: JsonString): void => {
    if (!node.isSimple) strings.add(node);
  };
  const add = (node: JsonNode): void => {
    if (node.kind === "string") addString(node);
    if (node.kind === "number") numbers.add(node.text);
    if (node.kind === "array") node.items.forEach(add);
    if (node.kind !== "object") return;
    objects.push(node);
    for (const { name, value } of node.members) {
      addString(name);
      add(value);
    }
  };
  add(root);
  return { strings: Array.from(strings), numbers: Array.from(numbers), objects };
}
