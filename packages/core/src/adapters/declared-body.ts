import { findHeader, type HeadersInput } from "../headers.ts";
import { trimBlanks } from "../proof/trim-blanks.ts";

const DIGITS = /^[0-9]+$/;

/** Whether the body is as it was signed. Decompressing it would be a guess, and a way to fill the memory. */
export function isIdentityEncoded(headers: HeadersInput): boolean {
  const encoding = findHeader(headers, "content-encoding");
  if (encoding === undefined) return true;
  return typeof encoding === "string" && ["", "identity"].includes(trimBlanks(encoding).toLowerCase());
}

/** Whether the request announces a body above the limit. One that announces nothing is counted while it arrives. */
export function announcesMoreThan(headers: HeadersInput, maxBytes: number): boolean {
  const length = findHeader(headers, "content-length");
  return typeof length === "string" && DIGITS.test(length) && Number(length) > maxBytes;
}
