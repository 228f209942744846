import type { Escape } from "../search/hypothesis.ts";

/** One language's URL escape. */
export interface EscapeTable {
  /** What stays, beside letters and digits. */
  readonly kept: string;
  readonly space: "+" | "%20";
  readonly isLowerCase?: true;
}

/** A byte becomes at most `%XX`. */
const MAX_ESCAPED_BYTES = 3;
/** Enough for what a body of 40 KB becomes. */
const SHARED_ROOM_BYTES = 128 * 1024;
const BYTES = 256;
const ALPHANUMERIC = /[A-Za-z0-9]/;
const BYTE_BITS = 8;
const LENGTH_SHIFT = 24;
const SPACE = 0x20;

/**
 * The escape that a table describes. A search escapes some hundred bodies of 10 KB, so nothing branches on a byte: what it
 * becomes is written in one go, with more behind it that the next one covers.
 */
export function escapeWith(table: EscapeTable): Escape {
  const packed = Int32Array.from({ length: BYTES }, (_, byte) => pack(replacement(table, byte)));
  return (content) => {
    const room = roomOf(content.length * MAX_ESCAPED_BYTES + 1);
    const end = writeEscaped(content, packed, room);
    return new Uint8Array(room.buffer.slice(0, end));
  };
}

/** Where the escaped bytes end. */
function writeEscaped(content: Uint8Array, packed: Int32Array, room: DataView): number {
  let end = 0;
  for (let index = 0; index < content.length; index += 1) {
    const replaced = packed[content[index] as number] as number; // one for each byte
    room.setInt32(end, replaced, true);
    end += replaced >> LENGTH_SHIFT;
  }
  return end;
}

/** Where contents are escaped before their length is known; larger ones get room of their own. Made when first needed. */
let sharedRoom: DataView<ArrayBuffer> | undefined;

function roomOf(bytes: number): DataView<ArrayBuffer> {
  if (bytes > SHARED_ROOM_BYTES) return new DataView(new ArrayBuffer(bytes));
  sharedRoom ??= new DataView(new ArrayBuffer(SHARED_ROOM_BYTES));
  return sharedRoom;
}

/** Up to three characters in the low bytes, in order, and their number in the highest. */
function pack(text: string): number {
  return Array.from(text).reduce(
    (packed, character, at) => packed | (character.charCodeAt(0) << (at * BYTE_BITS)),
    text.length << LENGTH_SHIFT,
  );
}

function replacement({ kept, space, isLowerCase }: EscapeTable, byte: number): string {
  const character = String.fromCharCode(byte);
  if (ALPHANUMERIC.test(character) || kept.includes(character)) return character;
  if (byte === SPACE) return space;
  const hex = byte.toString(16).padStart(2, "0");
  return `%${isLowerCase === true ? hex : hex.toUpperCase()}`;
}
