export interface HexRow {
  /** Of the first byte, eight hexadecimal digits. */
  readonly offset: string;
  /** Bytes in two digits each, padded to the full row, a gap in the middle. */
  readonly hex: string;
  /** Printable ASCII as it is, all else as a dot. */
  readonly text: string;
}

/** One row of a dump. */
export function hexRow(bytes: Uint8Array, row: number, perRow: number): HexRow {
  const start = row * perRow;
  const shown = [...bytes.subarray(start, start + perRow)];
  const digits = Array.from(
    { length: perRow },
    (_, index) => shown[index]?.toString(16).padStart(2, "0") ?? "  ",
  );
  const middle = perRow / 2;
  return {
    offset: start.toString(16).padStart(8, "0"),
    hex: `${digits.slice(0, middle).join(" ")}  ${digits.slice(middle).join(" ")}`,
    text: shown.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCodePoint(byte) : "·")).join(""),
  };
}
