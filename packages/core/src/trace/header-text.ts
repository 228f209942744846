import { findHeader, type HeadersInput } from "../headers.ts";

/** A header's text; empty where it is missing, repeated or not asked for. */
export function headerText(headers: HeadersInput, name: string | undefined): string {
  const value = name === undefined ? undefined : findHeader(headers, name.toLowerCase());
  return typeof value === "string" ? value : "";
}
