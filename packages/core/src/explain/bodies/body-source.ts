import { decodeText } from "../decode-text.ts";
import type { JsonNode } from "../json/json-node.ts";
import { parseJsonTokens } from "../json/parse-json-tokens.ts";
import type { BodySource } from "./body-form.ts";

const BYTE_ORDER_MARK = "\uFEFF";
/** Forms of larger bodies are not kept: there are some hundred of them. */
const MAX_KEPT_BYTES = 64 * 1024;

/** What the forms of a body are worked out from. */
export function bodySource(body: Uint8Array): BodySource {
  const text = decodeText(body);
  const known = new Map<string, Uint8Array>(text === undefined ? [] : [[text, body]]);
  let parsed: { readonly root: JsonNode | undefined } | undefined;
  return {
    body,
    text,
    json: () => (parsed ??= { root: rootOf(text) }).root,
    bytesOf: (written) => {
      const bytes = known.get(written) ?? new TextEncoder().encode(written);
      if (bytes.length <= MAX_KEPT_BYTES) known.set(written, bytes);
      return bytes;
    },
  };
}

function rootOf(text: string | undefined): JsonNode | undefined {
  if (text === undefined) return undefined;
  return parseJsonTokens(text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text);
}
