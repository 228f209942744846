import { remembering } from "../remembering.ts";
import { firstAlike } from "./first-alike.ts";
import type { JsonMember, JsonNode, JsonObject, JsonString } from "./json-node.ts";
import type { Layout } from "./layouts.ts";
import type { MemberOrder } from "./member-orders.ts";
import type { NumberSpelling } from "./number-spellings.ts";
import type { StringSpelling } from "./string-spellings.ts";
import { tokensOf } from "./tokens-of.ts";
import { type JsonStyle, writeJson } from "./write-json.ts";

/**
 * Writes one JSON in many styles. Few documents hold what tells all programs apart: styles that spell and order all that
 * this one holds alike are written once.
 */
export function jsonWriter(root: JsonNode): (style: JsonStyle) => string {
  const { strings, numbers, objects } = tokensOf(root);
  const stringOf = firstAlike<JsonString, string>(strings, (a, b) => a === b);
  const numberOf = firstAlike<string, string>(numbers, (a, b) => a === b);
  const orderOf = firstAlike<JsonObject, readonly JsonMember[]>(objects, isSameOrder);
  const textOf = remembering((layout: Layout) =>
    remembering((string: StringSpelling) =>
      remembering((number: NumberSpelling) =>
        remembering((order: MemberOrder) => writeJson(root, { layout, string, number, order })),
      ),
    ),
  );
  return ({ layout, string, number, order }) =>
    textOf(layout)(stringOf(string))(numberOf(number))(orderOf(order));
}

function isSameOrder(a: readonly JsonMember[], b: readonly JsonMember[]): boolean {
  return a === b || (a.length === b.length && a.every((member, index) => member === b[index]));
}
