import type { JsonNode } from "./json-node.ts";
import { compact, type Layout, pythonSpaced } from "./layouts.ts";
import { everyMember } from "./member-orders.ts";
import { asWritten } from "./number-spellings.ts";
import { stringAsWritten } from "./string-spellings.ts";
import { writeJson } from "./write-json.ts";

/** JSON whose numbers a parser has shortened, written with numbers as they may have been. */
export interface RespelledJson {
  readonly how: string;
  readonly text: string;
}

/** Names whose numbers are respelled; all sets of them are tried, so the bound must be small. */
const MAX_NAMES = 5;

const WHOLE = /^-?[0-9]+$/;
const ONE_DECIMAL = /^-?[0-9]+\.[0-9]$/;

/**
 * The reverse of what parsers do to numbers: 90.0 became 90, 10.50 became 10.5. Numbers under one name share a
 * kind, so the sets of names are tried, not the sets of numbers.
 */
export function* respelledNumbers(root: JsonNode): Generator<RespelledJson> {
  const names = new Set<string>();
  collectNames(root, "", names);
  const tried = Array.from(names).slice(0, MAX_NAMES);
  for (let set = 1; set < 1 << tried.length; set += 1) {
    const chosen = new Set(tried.filter((_, index) => (set & (1 << index)) !== 0));
    const numbers = respell(root, "", chosen);
    const how = `the numbers of ${chosen.size} name(s) as decimals (90 as 90.0, 10.5 as 10.50)`;
    yield { how, text: write(numbers, compact) };
    if (chosen.size === tried.length) yield { how, text: write(numbers, pythonSpaced) };
  }
}

function write(node: JsonNode, layout: Layout): string {
  return writeJson(node, { layout, string: stringAsWritten, number: asWritten, order: everyMember });
}

/** The names whose numbers could be longer. */
function collectNames(node: JsonNode, name: string, names: Set<string>): void {
  if (node.kind === "number" && respelled(node.text) !== node.text) names.add(name);
  if (node.kind === "array") for (const item of node.items) collectNames(item, name, names);
  if (node.kind === "object")
    for (const member of node.members) collectNames(member.value, member.name.value, names);
}

function respell(node: JsonNode, name: string, chosen: ReadonlySet<string>): JsonNode {
  switch (node.kind) {
    case "number":
      return chosen.has(name) ? { kind: "number", text: respelled(node.text) } : node;
    case "array":
      return { kind: "array", items: node.items.map((item) => respell(item, name, chosen)) };
    case "object": {
      const members = node.members.map((member) => ({
        name: member.name,
        value: respell(member.value, member.name.value, chosen),
      }));
      return { ...node, members };
    }
    case "string":
    case "word":
      return node;
  }
}

function respelled(text: string): string {
  if (WHOLE.test(text)) return `${text}.0`;
  return ONE_DECIMAL.test(text) ? `${text}0` : text;
}
