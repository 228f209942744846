import type { BodyForm, BodySource } from "./body-form.ts";

const LF = 0x0a;
const CR = 0x0d;
const BYTE_ORDER_MARK = Uint8Array.of(0xef, 0xbb, 0xbf);
/** Space, tab, LF, VT, FF, CR: what `trim` of most languages removes in ASCII. */
const BLANKS: ReadonlySet<number> = new Set([0x20, 0x09, LF, 0x0b, 0x0c, CR]);

/** The body with other line ends, outer blanks or byte order mark (C06). */
export function edgeForms({ body }: BodySource): readonly BodyForm[] {
  const trimmedEnd = body.subarray(0, trimmedLength(body));
  const trimmed = trimmedEnd.subarray(firstVisible(trimmedEnd));
  const hasMark = BYTE_ORDER_MARK.every((byte, index) => body[index] === byte);
  const lf = withLf(body);
  return [
    form("ended by a line feed", join(body, Uint8Array.of(LF)), true),
    form("without blanks at its end", trimmedEnd, true),
    form("without its last byte, a line feed", body.at(-1) === LF ? body.subarray(0, -1) : body, true),
    form("written with LF at line ends", lf, true),
    form("written with CRLF at line ends", withCrLf(lf)),
    form("ended by CRLF", join(body, Uint8Array.of(CR, LF))),
    form("without blanks at either end", trimmed),
    form("ended by a line feed, blanks at its ends removed", join(trimmed, Uint8Array.of(LF))),
    hasMark
      ? form("without a byte order mark", body.subarray(BYTE_ORDER_MARK.length), true)
      : form("begun with a byte order mark", join(BYTE_ORDER_MARK, body)),
  ];
}

function form(how: string, bytes: Uint8Array, isCommon = false): BodyForm {
  return { code: "C06", how, bytes, isCommon };
}

function join(first: Uint8Array, second: Uint8Array): Uint8Array {
  const joined = new Uint8Array(first.length + second.length);
  joined.set(first);
  joined.set(second, first.length);
  return joined;
}

function trimmedLength(body: Uint8Array): number {
  let end = body.length;
  while (end > 0 && BLANKS.has(body[end - 1] ?? LF)) end -= 1;
  return end;
}

function firstVisible(body: Uint8Array): number {
  const at = body.findIndex((byte) => !BLANKS.has(byte));
  return at < 0 ? body.length : at;
}

/** CR before LF removed. */
function withLf(body: Uint8Array): Uint8Array {
  if (!body.includes(CR)) return body;
  return body.filter((byte, index) => byte !== CR || body[index + 1] !== LF);
}

function withCrLf(body: Uint8Array): Uint8Array {
  if (!body.includes(LF)) return body;
  const lines = body.reduce((count, byte) => count + Number(byte === LF), 0);
  const written = new Uint8Array(body.length + lines);
  let end = 0;
  for (const byte of body) {
    if (byte === LF) {
      written[end] = CR;
      end += 1;
    }
    written[end] = byte;
    end += 1;
  }
  return written;
}
