import { formatColumns } from "../../output/format-columns.ts";
import { print, printJson } from "../../output/print.ts";

export interface CountedTable {
  readonly table: string;
  readonly rows: number;
  /** SHA-256 over all rows, in hex, where they were compared. */
  readonly digest?: string;
}

/** Enough to compare two by eye; `--json` has all of it. */
const SHOWN_DIGITS = 16;

/** Prints what each table holds, and all of them together. */
export async function printTables(
  tables: readonly CountedTable[],
  { isJson, more = {} }: { readonly isJson: boolean; readonly more?: Readonly<Record<string, unknown>> },
): Promise<void> {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  if (isJson) return await printJson({ ...more, rows, tables });
  const lines = tables.map(({ table, rows: count, digest }) => [
    table,
    String(count),
    digest?.slice(0, SHOWN_DIGITS) ?? "",
  ]);
  await print(formatColumns([["table", "rows", tables[0]?.digest === undefined ? "" : "sha256"], ...lines]));
}
