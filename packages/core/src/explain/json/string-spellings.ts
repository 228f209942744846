import type { JsonString } from "./json-node.ts";

/** How a program writes a string that it read. */
export type StringSpelling = (node: JsonString) => string;

const NON_ASCII = /[^\u0000-\u007f]/g; // oxlint-disable-line no-control-regex -- everything beyond ASCII
const NON_ASCII_OR_DELETE = /[^\u0000-\u007e]/g; // oxlint-disable-line no-control-regex -- what Python escapes
const CONTROL_ESCAPE = /\\u00[01][0-9a-f]/g;

/** The text as it was. */
export const stringAsWritten: StringSpelling = ({ text }) => text;

/** JavaScript, Python without ensure_ascii, Ruby, Gson's and Jackson's common ground: escape only what must be. */
export const plainString: StringSpelling = ({ plain }) => plain;

/** Python's default: everything beyond ASCII as \uXXXX in lower case. */
export const asciiString: StringSpelling = (node) =>
  node.isAscii ? node.plain : node.plain.replace(NON_ASCII_OR_DELETE, lowerCaseEscape);

/** PHP's default: as Python's, and `/` as `\/`. */
export const phpString: StringSpelling = (node) =>
  plainString(node).replace(NON_ASCII, lowerCaseEscape).replaceAll("/", "\\/");

/** Rails' to_json, and Go's json.Marshal from 1.22 on: `<`, `>`, `&`, U+2028 and U+2029 as \uXXXX in lower case. */
export const scriptSafeString: StringSpelling = (node) =>
  plainString(node).replace(/[<>&\u2028\u2029]/g, lowerCaseEscape);

/** Go's json.Marshal before 1.22 had no short form for backspace and form feed. */
export const oldGoString: StringSpelling = (node) =>
  scriptSafeString(node).replace(/(?<!\\)((?:\\\\)*)\\([bf])/g, (_, before: string, letter: string) => {
    return `${before}${letter === "b" ? "\\u0008" : "\\u000c"}`;
  });

/** Gson's default, which is safe in HTML: `<`, `>`, `&`, `=`, `'`, U+2028 and U+2029 as \uXXXX. */
export const gsonString: StringSpelling = (node) =>
  plainString(node).replace(/[<>&='\u2028\u2029]/g, lowerCaseEscape);

/** Jackson: control characters in upper-case hex. */
export const jacksonString: StringSpelling = (node) =>
  plainString(node).replace(CONTROL_ESCAPE, upperCaseHex);

/** Jackson with ESCAPE_NON_ASCII. */
export const jacksonAsciiString: StringSpelling = (node) =>
  jacksonString(node).replace(NON_ASCII, upperCaseEscape);

/** .NET's System.Text.Json: quotes, HTML's characters and everything beyond ASCII in upper-case hex. */
export const dotNetString: StringSpelling = (node) => {
  const inner = plainString(node)
    .slice(1, -1)
    .replaceAll('\\"', "\\u0022")
    .replace(CONTROL_ESCAPE, upperCaseHex);
  return `"${inner.replace(/[<>&'+`\u007f]|[^\u0000-\u007f]/g, upperCaseEscape)}"`; // oxlint-disable-line no-control-regex -- everything beyond ASCII
};

function lowerCaseEscape(character: string): string {
  return escape(character, (digits) => digits);
}

function upperCaseEscape(character: string): string {
  return escape(character, (digits) => digits.toUpperCase());
}

/** A UTF-16 unit as \uXXXX; the patterns above find single units. */
function escape(character: string, digitsOf: (digits: string) => string): string {
  return `\\u${digitsOf(character.charCodeAt(0).toString(16).padStart(4, "0"))}`;
}

function upperCaseHex(escaped: string): string {
  return `\\u${escaped.slice(2).toUpperCase()}`;
}
