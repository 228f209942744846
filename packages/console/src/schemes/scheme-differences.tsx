import type { ReactElement } from "react";
import { jsonDifferences } from "../editor/json-differences.ts";
import type { JsonDifference } from "../editor/json-differences.ts";
import { StaticTable } from "../table/static-table.tsx";
import type { Column } from "../table/column.ts";

export interface SchemeDifferencesProps {
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
  /** What the newer one is called. */
  readonly afterName: string;
  /** Said where they are alike. */
  readonly whenAlike: string;
}

/** Where two descriptions of a scheme differ. */
export function SchemeDifferences(props: SchemeDifferencesProps): ReactElement {
  const { before, after, afterName, whenAlike } = props;
  return (
    <StaticTable
      label="Differences"
      rows={jsonDifferences(before, after)}
      columns={differenceColumns(afterName)}
      rowKey={({ pointer }) => pointer}
      empty={<p style={{ margin: 0 }}>{whenAlike}</p>}
    />
  );
}

function differenceColumns(afterName: string): readonly Column<JsonDifference>[] {
  return [
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
      title: afterName,
      width: "minmax(80px, 1fr)",
      phone: "second",
      cell: ({ after }) => <Json value={after} />,
    },
  ];
}

function Json({ value }: { readonly value: unknown }): ReactElement {
  return value === undefined ? <span>nothing</span> : <code>{JSON.stringify(value)}</code>;
}
