import type { Scheme } from "countersign";
import { isHeaderName, isHeaderValue } from "./header-text.ts";
import { schemeHeaderNames } from "./scheme-header-names.ts";

/**
 * The headers in which the sender signed an event, names and values in turn: signature, time and id, but never the API key
 * that names a caller. Undefined where the event has none, or where the scheme sends its secret instead of a signature.
 */
export function receivedSignature(
  scheme: Scheme,
  rawHeaders: readonly string[],
): readonly string[] | undefined {
  if (scheme.proof.kind !== "mac") return undefined;
  const caller = scheme.caller?.header.toLowerCase();
  const wanted = new Set(schemeHeaderNames(scheme).filter((name) => name !== caller));
  const found: string[] = [];
  const names = new Set<string>();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const [name = "", value = ""] = rawHeaders.slice(index, index + 2);
    if (!wanted.has(name.toLowerCase()) || !isHeaderName(name) || !isHeaderValue(value)) continue;
    names.add(name.toLowerCase());
    found.push(name, value);
  }
  return names.has(scheme.proof.signature.header.toLowerCase()) ? found : undefined;
}
