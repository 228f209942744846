/**
 * - `integer`: an id, a time or a count, which a JavaScript number holds exactly.
 * - `hash`: 64 bits of a digest, which no number holds: decimal digits.
 * - `flag`: 0 or 1. SQLite has no booleans.
 * - `bytes`: a digest, a wrapped key: short.
 * - `sealed`: sealed bytes of any length.
 */
export type ColumnType = "integer" | "hash" | "flag" | "real" | "text" | "bytes" | "sealed";

export interface MovedTable {
  readonly name: string;
  /** Its primary key, in whose order it is copied. */
  readonly key: readonly string[];
  readonly columns: { readonly [Type in ColumnType]?: readonly string[] };
  /** Columns that only Postgres has, with the column that says the same on SQLite. */
  readonly onlyOnPostgres?: Readonly<Record<string, string>>;
}
