import { isHeaderName, isHeaderValue } from "./header-text.ts";

/** The value of the first header of this lower-case name in a list of names and values in turn. */
export function firstHeader(rawHeaders: readonly string[], name: string): string | undefined {
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    if (rawHeaders[index]?.toLowerCase() === name) return rawHeaders[index + 1];
  }
  return undefined;
}

/**
 * The headers of the wanted lower-case names, in the order received, names and values in turn. Left out is what the
 * sender meant for one connection only, that is what its Connection header lists (RFC 9110 §7.6.1).
 */
export function passedOnHeaders(
  rawHeaders: readonly string[],
  wanted: ReadonlySet<string>,
): readonly string[] {
  if (wanted.size === 0) return [];
  const dropped = connectionOptions(rawHeaders);
  const passed: string[] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const [name = "", value = ""] = rawHeaders.slice(index, index + 2);
    const key = name.toLowerCase();
    if (!wanted.has(key) || dropped.has(key) || !isHeaderName(name) || !isHeaderValue(value)) continue;
    passed.push(name, value);
  }
  return passed;
}

function connectionOptions(rawHeaders: readonly string[]): ReadonlySet<string> {
  const options = new Set<string>();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    if (rawHeaders[index]?.toLowerCase() !== "connection") continue;
    for (const option of (rawHeaders[index + 1] ?? "").split(",")) options.add(option.trim().toLowerCase());
  }
  return options;
}
