import type { JsonNode, JsonObject, JsonString } from "./json-node.ts";
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
      return writeString(node, style);
    case "number":
      return style.number(node.text);
    case "word":
      return node.text;
    case "array":
      return writeArray(node.items, style, depth);
    case "object":
      return writeObject(node, style, depth);
  }
}

/** Most strings need no look at each character again for every style. */
function writeString(node: JsonString, { string }: JsonStyle): string {
  return node.isSimple ? node.text : string(node);
}

function writeArray(items: readonly JsonNode[], style: JsonStyle, depth: number): string {
  if (style.layout.isJackson === true) {
    // Jackson's lists add no level.
    const texts = items.map((each) => writeJson(each, style, depth));
    return items.length === 0 ? "[ ]" : `[ ${texts.join(", ")} ]`;
  }
  let text = "";
  for (const item of items) text += separator(text, style, depth) + writeJson(item, style, depth + 1);
  return text === "" ? "[]" : `[${text}${ending(style, depth)}]`;
}

function writeObject(object: JsonObject, style: JsonStyle, depth: number): string {
  let text = "";
  for (const { name, value } of style.order(object)) {
    text += separator(text, style, depth) + writeString(name, style) + style.layout.colon;
    text += writeJson(value, style, depth + 1);
  }
  if (text === "") return style.layout.isJackson === true ? "{ }" : "{}";
  return `{${text}${ending(style, depth)}}`;
}

/** What stands before an entry. */
function separator(before: string, { layout }: JsonStyle, depth: number): string {
  const comma = before === "" ? "" : ",";
  if (layout.indent !== undefined) return `${comma}\n${layout.indent.repeat(depth + 1)}`;
  return comma === "" ? "" : `,${layout.afterComma}`;
}

/** What stands between the last entry and the closing bracket. */
function ending({ layout }: JsonStyle, depth: number): string {
  return layout.indent === undefined ? "" : `\n${layout.indent.repeat(depth)}`;
}
