import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { EmptyState } from "../../parts/empty-state.tsx";
import { LoadingDetail } from "../../parts/loading-detail.tsx";
import type { SchemeUser } from "../../schemes/use-scheme-users.ts";
import type { Column } from "../../table/column.ts";
import { StaticTable } from "../../table/static-table.tsx";

export interface SchemeUsersProps {
  readonly scheme: string;
  readonly users: readonly SchemeUser[] | undefined;
}

/** The sources and endpoints that go by a scheme. */
export function SchemeUsers({ scheme, users }: SchemeUsersProps): ReactElement {
  if (users === undefined) return <LoadingDetail what="users" />;
  return (
    <StaticTable
      label="Used by"
      rows={users}
      columns={userColumns}
      rowKey={({ kind, name }) => `${kind} ${name}`}
      rowHref={({ kind, name }) => `/console/${kind}s/${name}`}
      empty={
        <EmptyState icon="schemes" title="Nobody goes by it yet">
          <Link to="/console/sources/new" search={{ step: "details", scheme }}>
            Make a source with it
          </Link>
        </EmptyState>
      }
    />
  );
}

const userColumns: readonly Column<SchemeUser>[] = [
  {
    id: "name",
    title: "Name",
    width: "minmax(140px, 1fr)",
    phone: "first",
    cell: ({ name }) => name,
  },
  { id: "kind", title: "Kind", width: "100px", phone: "first", cell: ({ kind }) => kind },
  {
    id: "how",
    title: "How",
    width: "minmax(200px, 3fr)",
    phone: "second",
    cell: ({ isWrittenOut }) =>
      isWrittenOut ? "has a description of that id written out" : "names it: a change reaches it at once",
  },
];
