import type { Deviation, Escape, Hypothesis } from "../search/hypothesis.ts";
import { escapeWith } from "./escape-table.ts";
import { urlEscapes } from "./url-escapes.ts";

/** Made when first needed: nothing is worked out at import. */
let cgiEscape: Escape | undefined;

/** The scheme language's one escape, Ruby's CGI.escape. */
export const cgiEscapeContent: Escape = (content) => {
  cgiEscape ??= escapeWith({ kept: "-._~", space: "+" });
  return cgiEscape(content);
};

const escapedTwice: Escape = (content) => cgiEscapeContent(cgiEscapeContent(content));

/** Other escapes of the content (C27), where the scheme escapes. */
export function escapeDimension(base: Hypothesis): readonly Deviation[] {
  if (base.escape === undefined) return [];
  return [
    ...urlEscapes().map(({ name, escape }) => deviation(`escaped as by ${name}`, { escape }, true)),
    deviation("not escaped at all", { escape: undefined }, true),
    deviation("escaped in its body only", { escape: undefined, body: cgiEscapeContent(base.body) }),
    deviation("escaped twice", { escape: escapedTwice }),
  ];
}

function deviation(how: string, change: Partial<Hypothesis>, isCommon = false): Deviation {
  return { code: "C27", how: `the signed content was ${how}`, change, isCommon };
}
