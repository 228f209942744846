import type { Scheme } from "countersign";
import { schemes } from "countersign/schemes";
import { isCredentialHeader } from "../deliver/reserved-headers.ts";
import { schemeHeaderNames } from "../deliver/scheme-header-names.ts";

/** What stands in place of a hidden value: its length helps to find what is wrong with it. */
function mask(value: string): string {
  return `(hidden, ${value.length} characters)`;
}

const knownNames = new Set(Object.values(schemes).flatMap(schemeHeaderNames));

/**
 * Received headers, names and values in turn, with every credential and signature hidden: those that a known scheme or
 * `scheme` reads, and all that are named like one.
 */
export function maskedHeaders(
  rawHeaders: readonly string[],
  scheme: Scheme | undefined,
): readonly { readonly name: string; readonly value: string }[] {
  const own = new Set(scheme === undefined ? [] : schemeHeaderNames(scheme));
  const isHidden = (name: string): boolean =>
    own.has(name) || knownNames.has(name) || isCredentialHeader(name);
  const headers: { readonly name: string; readonly value: string }[] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const [name = "", value = ""] = rawHeaders.slice(index, index + 2);
    headers.push({ name, value: isHidden(name.toLowerCase()) ? mask(value) : value });
  }
  return headers;
}
