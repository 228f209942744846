import type { ReactNode } from "react";

/** One column of a table. */
export interface Column<Row> {
  readonly id: string;
  readonly title: string;
  /** A track of CSS grid: `120px`, `minmax(120px, 1fr)`. */
  readonly width: string;
  readonly cell: (row: Row) => ReactNode;
  /** Where it stands on a phone, whose rows have two lines. Default `none`: not shown there. */
  readonly phone?: "first" | "second" | "none";
  readonly align?: "end";
  /** Sentences: shown whole, on as many lines as they take. Only of tables that draw all their rows. */
  readonly isWrapped?: true;
}
