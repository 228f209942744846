import type { JsonMember, JsonNode } from "./json-node.ts";
import type { Layout } from "./layouts.ts";
import type { MemberOrder } from "./member-orders.ts";
import type { NumberSpelling } from "./number-spellings.ts";
import type { StringSpelling } from "./string-spellings.ts";

/** How a program writes JSON. */
export interface JsonStyle {
  readonly layout: Layout;
  readonly string: StringSpelling;
  readonly number: NumberSpelling;
  readonly order: MemberOrder;
}

/** The text that a program with this style writes. */
export function writeJson(node: JsonNode, style: JsonStyle, depth = 0): string {
  switch (node.kind) {
    case "string":
      return style.string(node);
    case "number":
      return style.number(node.text);
    case "word":
      return node.text;
    case "array":
      return writeArray(node.items, style, depth);
    case "object":
      return writeObject(node.members, style, depth);
  }
}

function writeArray(items: readonly JsonNode[], style: JsonStyle, depth: number): string {
  const { isJackson } = style.layout;
  if (isJackson === true) {
    // Jackson's lists add no level.
    return items.length === 0
      ? "[ ]"
      : `[ ${items.map((each) => writeJson(each, style, depth)).join(", ")} ]`;
  }
  const texts = items.map((each) => writeJson(each, style, depth + 1));
  return enclose(texts, { brackets: ["[", "]"], layout: style.layout, depth });
}

function writeObject(members: readonly JsonMember[], style: JsonStyle, depth: number): string {
  const texts = style
    .order(members)
    .map(({ name, value }) => style.string(name) + style.layout.colon + writeJson(value, style, depth + 1));
  if (texts.length === 0 && style.layout.isJackson === true) return "{ }";
  return enclose(texts, { brackets: ["{", "}"], layout: style.layout, depth });
}

interface Enclosure {
  readonly brackets: readonly [string, string];
  readonly layout: Layout;
  readonly depth: number;
}

function enclose(texts: readonly string[], { brackets: [open, close], layout, depth }: Enclosure): string {
  const { indent, afterComma } = layout;
  if (texts.length === 0) return open + close;
  if (indent === undefined) return open + texts.join(`,${afterComma}`) + close;
  const inner = `\n${indent.repeat(depth + 1)}`;
  return open + inner + texts.join(`,${inner}`) + `\n${indent.repeat(depth)}` + close;
}
