import { MAX_ESCAPED_BYTES, writeCgiEscaped } from "../../encoding/cgi-escape.ts";
import type { Deviation, Escape, Hypothesis } from "../search/hypothesis.ts";
import { urlEscapes } from "./url-escapes.ts";

/** The scheme language's one escape. */
export const cgiEscapeContent: Escape = (content) => {
  const escaped = new Uint8Array(content.length * MAX_ESCAPED_BYTES);
  return escaped.subarray(0, writeCgiEscaped(content, escaped, 0));
};

/** Other escapes of the content (C27), where the scheme escapes. */
export function escapeDimension(base: Hypothesis): readonly Deviation[] {
  if (base.escape === undefined) return [];
  const twice: Escape = (content) => cgiEscapeContent(cgiEscapeContent(content));
  return [
    ...urlEscapes().map(({ name, escape }) => deviation(`escaped as by ${name}`, { escape }, true)),
    deviation("not escaped at all", { escape: undefined }, true),
    deviation("escaped in its body only", { escape: undefined, body: cgiEscapeContent(base.body) }),
    deviation("escaped twice", { escape: twice }),
  ];
}

function deviation(how: string, change: Partial<Hypothesis>, isCommon = false): Deviation {
  return { code: "C27", how: `the signed content was ${how}`, change, isCommon };
}
