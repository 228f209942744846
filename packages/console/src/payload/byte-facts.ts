/** What bytes look like, beside what they say: the things that break signatures unseen. */
export interface ByteFacts {
  readonly length: number;
  readonly hasByteOrderMark: boolean;
  readonly isUtf8: boolean;
  readonly crlfs: number;
  /** Line feeds without a carriage return before them. */
  readonly lfs: number;
  /** `none`, or how the last line ends. */
  readonly finalNewline: "none" | "LF" | "CRLF";
  readonly finalByte: number | undefined;
}

const CR = 0x0d;
const LF = 0x0a;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf] as const;

/** Reads the facts of a payload's bytes. */
export function byteFacts(bytes: Uint8Array): ByteFacts {
  let crlfs = 0;
  let lfs = 0;
  for (let index = 0; index < bytes.length; index += 1) {
    if (bytes[index] !== LF) continue;
    if (bytes[index - 1] === CR) crlfs += 1;
    else lfs += 1;
  }
  const finalByte = bytes.at(-1);
  return {
    length: bytes.length,
    hasByteOrderMark: BYTE_ORDER_MARK.every((byte, index) => bytes[index] === byte),
    isUtf8: decodeUtf8(bytes) !== undefined,
    crlfs,
    lfs,
    finalNewline: finalByte !== LF ? "none" : bytes.at(-2) === CR ? "CRLF" : "LF",
    finalByte,
  };
}

/** The text of the bytes with a byte order mark kept, or undefined where they are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
