import { parseIpAddress } from "./ip-address.ts";
import type { IpAddress } from "./ip-address.ts";

/** `forwarded` is RFC 7239; the other is older and what most proxies write. */
export const forwardingHeaders = ["x-forwarded-for", "forwarded"] as const;
export type ForwardingHeader = (typeof forwardingHeaders)[number];

/** More hops than any chain of proxies has; what is to the left of them is not looked at. */
const MAX_HOPS = 32;

/** A port behind an address, as some proxies write it. */
const WITH_PORT = /^(?:\[([0-9A-Fa-f:.]+)\]|([0-9.]+))(?::[0-9]{1,5})?$/;

/**
 * The hops that proxies wrote down, nearest first. Undefined stands for one that is not an address (`unknown`, a name, a
 * zone, broken syntax); it is the last one given, because nothing further left can be believed.
 */
export function forwardedHops(
  rawHeaders: readonly string[],
  header: ForwardingHeader,
): readonly (IpAddress | undefined)[] {
  const texts = header === "forwarded" ? forwardedTexts(rawHeaders) : listTexts(rawHeaders, header);
  const hops: (IpAddress | undefined)[] = [];
  for (const text of texts.toReversed().slice(0, MAX_HOPS)) {
    const hop = text === undefined ? undefined : parseHop(text);
    hops.push(hop);
    if (hop === undefined) return hops;
  }
  // A longer list is nobody's honest one: its client is unknown.
  if (texts.length > MAX_HOPS) hops.push(undefined);
  return hops;
}

function parseHop(text: string): IpAddress | undefined {
  const bare = parseIpAddress(text);
  if (bare !== undefined) return bare;
  const match = WITH_PORT.exec(text);
  const [, bracketed, plain] = match ?? [];
  if (bracketed !== undefined) return bracketed.includes(":") ? parseIpAddress(bracketed) : undefined;
  return plain === undefined ? undefined : parseIpAddress(plain);
}

/**
 * Repeated headers are one list (RFC 9110 §5.3), in their order. Cut at every comma, quoted or not: an address has none, and
 * a quote that a client left open must not swallow what its proxy wrote behind it.
 */
function listTexts(rawHeaders: readonly string[], header: string): readonly string[] {
  return rawHeaders
    .filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === header)
    .flatMap((value) => value.split(","))
    .map(trimBlanks);
}

/** Of each element of `Forwarded` its only `for`; undefined where it has none or several. */
function forwardedTexts(rawHeaders: readonly string[]): readonly (string | undefined)[] {
  return listTexts(rawHeaders, "forwarded").map((element) => {
    const pairs = element.split(";").map(trimBlanks);
    const values = pairs.filter((pair) => /^for=/i.test(pair)).map((pair) => pair.slice("for=".length));
    const [only, ...others] = values;
    return only === undefined || others.length > 0 ? undefined : unquoted(only);
  });
}

function unquoted(text: string): string | undefined {
  if (!text.includes('"')) return text;
  // An address needs no escapes, so a backslash is no address.
  return /^"([^"\\]*)"$/.exec(text)?.[1];
}

function trimBlanks(text: string): string {
  return text.replace(/^[ \t]+|[ \t]+$/g, "");
}
