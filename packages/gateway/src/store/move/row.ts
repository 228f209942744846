/** What a column holds, the same from every engine: flags as 0 and 1, hashes as decimal digits. */
export type Cell = number | string | Uint8Array | null;

/** A row by the names of its columns. */
export type Row = Readonly<Record<string, Cell>>;
