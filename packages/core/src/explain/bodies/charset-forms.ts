import { byteStringOf } from "../../encoding/byte-string.ts";
import type { BodyForm, BodySource } from "./body-form.ts";

const BYTE_ORDER_MARK = 0xfeff;

// oxlint-disable no-control-regex -- these patterns are about the range of code points
const ASCII = /^[\u0000-\u007f]*$/;
const LATIN1 = /^[\u0000-\u00ff]*$/;
const BEYOND_LATIN1 = /[^\u0000-\u00ff]/g;
const BEYOND_ASCII_UNIT = /[^\u0000-\u007f]/g;
const BEYOND_ASCII_CHARACTER = /[^\u0000-\u007f]/gu;
// oxlint-enable no-control-regex

/** The body's text in other character sets, and what remains of bytes that are no text (C08). */
export function* charsetForms({ body, text }: BodySource): Generator<BodyForm> {
  if (text === undefined || !ASCII.test(text)) {
    yield textForm("each byte taken for a Latin-1 letter and written as UTF-8", byteStringOf(body));
    yield textForm("read as Windows-1252 and written as UTF-8", new TextDecoder("windows-1252").decode(body));
    const replaced = new TextDecoder("utf-8", { ignoreBOM: true }).decode(body);
    yield textForm("read as UTF-8 with bytes that are no text replaced by U+FFFD", replaced);
    if (text === undefined) return;
    yield* narrowForms(text);
  }
  yield* utf16Forms(text);
}

function* narrowForms(text: string): Generator<BodyForm> {
  const how = LATIN1.test(text) ? "written in Latin-1" : "written in Latin-1, each letter's low byte";
  yield form(how, latin1(text));
  yield form("written in Latin-1 with ? for other letters", latin1(text.replaceAll(BEYOND_LATIN1, "?")));
  yield textForm("written in ASCII with ? for other letters", text.replaceAll(BEYOND_ASCII_UNIT, "?"));
  yield textForm(
    "written in ASCII with ? for each other character",
    text.replaceAll(BEYOND_ASCII_CHARACTER, "?"),
  );
  yield textForm("written in ASCII without other letters", text.replaceAll(BEYOND_ASCII_UNIT, ""));
}

function* utf16Forms(text: string): Generator<BodyForm> {
  yield form("written in UTF-16 (little endian)", utf16(text, true));
  yield form("written in UTF-16 (big endian)", utf16(text, false));
  yield form("written in UTF-16 (little endian) with a byte order mark", utf16(mark() + text, true));
  yield form("written in UTF-16 (big endian) with a byte order mark", utf16(mark() + text, false));
}

function textForm(how: string, text: string): BodyForm {
  return form(how, new TextEncoder().encode(text));
}

function form(how: string, bytes: Uint8Array): BodyForm {
  return { code: "C08", how, bytes, isCommon: false };
}

function mark(): string {
  return String.fromCharCode(BYTE_ORDER_MARK);
}

function utf16(text: string, isLittleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let index = 0; index < text.length; index += 1) {
    view.setUint16(index * 2, text.charCodeAt(index), isLittleEndian);
  }
  return new Uint8Array(view.buffer);
}

/** The low byte of each UTF-16 unit. */
function latin1(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index += 1) bytes[index] = text.charCodeAt(index);
  return bytes;
}
