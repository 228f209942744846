import type { JsonNode } from "../json/json-node.ts";
import { jsonStyles } from "../json/json-styles.ts";
import { parseJsonTokens } from "../json/parse-json-tokens.ts";
import { respelledNumbers } from "../json/respelled-numbers.ts";
import { writeJson } from "../json/write-json.ts";
import type { BodyForm, BodySource } from "./body-form.ts";

const BYTE_ORDER_MARK = "\uFEFF";

/** The same JSON as other programs would have written it (C01). */
export function* jsonForms({ text }: BodySource): Generator<BodyForm> {
  const root = rootOf(text);
  if (root === undefined) return;
  for (const { name, style, isCommon } of jsonStyles) {
    yield form(`written ${name}`, writeJson(root, style), isCommon);
  }
}

/** The same JSON with the numbers that a parser may have shortened (C01). */
export function* numberForms({ text }: BodySource): Generator<BodyForm> {
  const root = rootOf(text);
  if (root === undefined) return;
  for (const { how, text: written } of respelledNumbers(root)) {
    yield form(`written with ${how}`, written, false);
  }
}

function form(how: string, text: string, isCommon: boolean): BodyForm {
  return { code: "C01", how, bytes: new TextEncoder().encode(text), isCommon };
}

function rootOf(text: string | undefined): JsonNode | undefined {
  if (text === undefined) return undefined;
  return parseJsonTokens(text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text);
}
