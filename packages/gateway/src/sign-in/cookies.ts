import type { IncomingMessage } from "node:http";

export interface CookieOptions {
  readonly name: `__Host-${string}`;
  readonly value: string;
  readonly maxAgeMs: number;
  readonly sameSite: "Strict" | "Lax";
}

/**
 * A `Set-Cookie` for this host alone, over TLS (or to loopback, where browsers take that for safe), hidden from scripts. A
 * value of ours needs no quoting.
 */
export function cookieText({ name, value, maxAgeMs, sameSite }: CookieOptions): string {
  const seconds = Math.max(0, Math.floor(maxAgeMs / 1000));
  return `${name}=${value}; Path=/; Max-Age=${seconds}; Secure; HttpOnly; SameSite=${sameSite}`;
}

/** The value of a cookie; undefined where it is missing or comes more than once. */
export function readCookie({ headers }: Pick<IncomingMessage, "headers">, name: string): string | undefined {
  const values = (headers.cookie ?? "")
    .split(";")
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`));
  const [only] = values;
  return values.length === 1 ? only?.slice(name.length + 1) : undefined;
}
