import type { ReactElement } from "react";
import { jsonDifferences } from "../../editor/json-differences.ts";
import type { JsonDifference } from "../../editor/json-differences.ts";
import { StaticTable } from "../../table/static-table.tsx";
import type { Column } from "../../table/column.ts";
import classes from "./scheme-editor.module.css";

export interface DraftChangesProps {
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
}

/** Where a draft differs from what it began as. */
export function DraftChanges({ before, after }: DraftChangesProps): ReactElement {
  return (
    <StaticTable
      label="Differences"
      rows={jsonDifferences(before, after)}
      columns={differenceColumns}
      rowKey={({ pointer }) => pointer}
      empty={<p className={classes["text"]}>In nothing yet.</p>}
    />
  );
}

const differenceColumns: readonly Column<JsonDifference>[] = [
  {
    id: "pointer",
    title: "Where",
    width: "minmax(120px, 1fr)",
    phone: "first",
    cell: ({ pointer }) => <code>{pointer}</code>,
  },
  {
    id: "before",
    title: "Before",
    width: "minmax(80px, 1fr)",
    phone: "second",
    cell: ({ before }) => <Json value={before} />,
  },
  {
    id: "after",
    title: "Now",
    width: "minmax(80px, 1fr)",
    phone: "second",
    cell: ({ after }) => <Json value={after} />,
  },
];

function Json({ value }: { readonly value: unknown }): ReactElement {
  return value === undefined ? <span>nothing</span> : <code>{JSON.stringify(value)}</code>;
}
