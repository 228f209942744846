import { misuse } from "./misuse.ts";

/** The part of a WHATWG `Headers` object that is needed. */
export interface HeadersObject {
  get(name: string): string | null;
}

/**
 * Headers in any of three forms: a `Headers` object, a record of name → text, or Node's `rawHeaders`
 * (name, value, name, value, …), the only one in which a repeated header can always be seen.
 */
export type HeadersInput =
  HeadersObject | Readonly<Record<string, string | readonly string[] | undefined>> | readonly string[];

/** Said instead of a value when a header occurs more than once. */
export const REPEATED: unique symbol = Symbol("repeated header");

/** A header's value; undefined when it is missing. */
export type HeaderValue = string | undefined | typeof REPEATED;

/**
 * The value of the one header with this name, in whatever case the sender wrote it.
 *
 * @param headers The request's headers; only own properties of a record count.
 * @param name The name in lower case.
 * @throws CountersignError `headers_not_understood`
 */
export function findHeader(headers: HeadersInput, name: string): HeaderValue {
  if (typeof headers !== "object" || headers === null) throw misuse("headers_not_understood");
  if (Array.isArray(headers)) return findRawHeader(headers as readonly unknown[], name);
  if (isHeadersObject(headers)) {
    const value: unknown = headers.get(name);
    return value === null || value === undefined ? undefined : textOf(value);
  }
  return findInRecord(headers as Readonly<Record<string, unknown>>, name);
}

function findRawHeader(headers: readonly unknown[], name: string): HeaderValue {
  if (headers.length % 2 !== 0) throw misuse("headers_not_understood");
  let found: string | undefined;
  for (let index = 0; index < headers.length; index += 2) {
    const key = headers[index];
    if (typeof key !== "string") throw misuse("headers_not_understood");
    if (!isSameName(key, name)) continue;
    if (found !== undefined) return REPEATED;
    found = textOf(headers[index + 1]);
  }
  return found;
}

function findInRecord(headers: Readonly<Record<string, unknown>>, name: string): HeaderValue {
  let found: string | undefined;
  // Not Object.keys: it would make a list for every header of every request.
  for (const key in headers) {
    if (!isSameName(key, name) || !Object.hasOwn(headers, key)) continue;
    const value = headers[key];
    if (value === undefined) continue;
    if (found !== undefined) return REPEATED;
    if (Array.isArray(value)) {
      if (value.length !== 1) return REPEATED;
      found = textOf(value[0]);
    } else {
      found = textOf(value);
    }
  }
  return found;
}

function isSameName(key: string, name: string): boolean {
  return key.length === name.length && (key === name || key.toLowerCase() === name);
}

function isHeadersObject(headers: object): headers is HeadersObject {
  return "get" in headers && typeof headers.get === "function";
}

function textOf(value: unknown): string {
  if (typeof value === "string") return value;
  throw misuse("headers_not_understood");
}
