import { byteStringOf } from "../../encoding/byte-string.ts";
import type { BodyForm, BodySource } from "./body-form.ts";

const BYTE_MASK = 0xff;
const MAX_ASCII = 0x7f;
const QUESTION_MARK = 0x3f;
const BYTE_ORDER_MARK = 0xfeff;

/** The body's text in other character sets, and what remains of bytes that are no text (C08). */
export function charsetForms({ body, text }: BodySource): readonly BodyForm[] {
  if (body.every((byte) => byte <= MAX_ASCII)) return utf16Forms(new TextDecoder().decode(body));
  const latin1 = new TextDecoder("windows-1252").decode(body);
  const bytewise = byteStringOf(body);
  const encoder = new TextEncoder();
  const replaced = new TextDecoder("utf-8", { ignoreBOM: true }).decode(body);
  return [
    form("each byte taken for a Latin-1 letter and written as UTF-8", encoder.encode(bytewise)),
    form("read as Windows-1252 and written as UTF-8", encoder.encode(latin1)),
    form("read as UTF-8 with bytes that are no text replaced by U+FFFD", encoder.encode(replaced)),
    ...(text === undefined ? [] : textForms(text)),
  ];
}

function textForms(text: string): readonly BodyForm[] {
  const units = Uint16Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
  const isLatin1 = units.every((unit) => unit <= BYTE_MASK);
  return [
    form(
      isLatin1 ? "written in Latin-1" : "written in Latin-1, each letter's low byte",
      Uint8Array.from(units, (unit) => unit & BYTE_MASK),
    ),
    form("written in Latin-1 with ? for other letters", replacing(units, BYTE_MASK)),
    form("written in ASCII with ? for other letters", replacing(units, MAX_ASCII)),
    form(
      "written in ASCII with ? for each other character",
      Uint8Array.from(Array.from(text), (character) => asciiOr(character.codePointAt(0) ?? 0, MAX_ASCII)),
    ),
    form(
      "written in ASCII without other letters",
      Uint8Array.from(units.filter((unit) => unit <= MAX_ASCII)),
    ),
    ...utf16Forms(text),
  ];
}

function utf16Forms(text: string): readonly BodyForm[] {
  return [
    form("written in UTF-16 (little endian)", utf16(text, true)),
    form("written in UTF-16 (big endian)", utf16(text, false)),
    form("written in UTF-16 (little endian) with a byte order mark", utf16(mark() + text, true)),
    form("written in UTF-16 (big endian) with a byte order mark", utf16(mark() + text, false)),
  ];
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

function replacing(units: Uint16Array, max: number): Uint8Array {
  return Uint8Array.from(units, (unit) => asciiOr(unit, max));
}

function asciiOr(code: number, max: number): number {
  return code <= max ? code : QUESTION_MARK;
}
