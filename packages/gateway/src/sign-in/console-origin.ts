import type { IncomingMessage } from "node:http";
import { CONSOLE_HEADER, consoleHeaderValues } from "@countersign/contract";

/** Who had the console send a request: a person, or the page by itself. */
export type ConsoleOrigin = keyof typeof consoleHeaderValues;

/**
 * Tells a request of the console's own page from one that another page had a browser send, whose cookie must not count:
 * it has a header that browsers let no other origin send, and neither `Sec-Fetch-Site` nor `Origin` names another one.
 * Undefined for every other request.
 */
export function consoleOrigin({ headersDistinct }: IncomingMessage): ConsoleOrigin | undefined {
  const only = (name: string): string | undefined | null => {
    const values = headersDistinct[name];
    if (values === undefined) return undefined;
    return values.length === 1 ? (values[0] ?? null) : null;
  };
  const site = only("sec-fetch-site");
  if (site !== undefined && site !== "same-origin") return undefined;
  const origin = only("origin");
  if (origin !== undefined && (origin === null || hostOf(origin) !== only("host"))) return undefined;
  const said = only(CONSOLE_HEADER);
  if (said === consoleHeaderValues.person) return "person";
  return said === consoleHeaderValues.background ? "background" : undefined;
}

/** Host and port as `Host` writes them: both leave the port of the scheme out. Undefined for `null` and the like. */
function hostOf(origin: string): string | undefined {
  if (!URL.canParse(origin)) return undefined;
  const { protocol, host, origin: parsed } = new URL(origin);
  return (protocol === "http:" || protocol === "https:") && parsed === origin ? host : undefined;
}
