import type { Item } from "../api/answer-types.ts";
import type { Column } from "../table/column.ts";
import { timeColumn } from "../table/usual-columns.tsx";

type Entry = Item<"listAuditEntries">;

/** How entries of the audit log look, wherever there is a list of them. */
export const auditColumns: readonly Column<Entry>[] = [
  {
    id: "action",
    title: "Action",
    width: "minmax(150px, 1fr)",
    phone: "first",
    cell: ({ action }) => <code>{action}</code>,
  },
  {
    id: "actor",
    title: "Who",
    width: "minmax(120px, 1fr)",
    phone: "second",
    cell: ({ actor }) => actor.name,
  },
  {
    id: "resource",
    title: "What",
    width: "minmax(150px, 1.6fr)",
    phone: "second",
    cell: ({ resource }) => `${resource.kind.replaceAll("_", " ")} ${resource.name}`,
  },
  { id: "reason", title: "Why", width: "minmax(100px, 1.4fr)", cell: ({ reason }) => reason ?? "–" },
  { id: "sequence", title: "No.", width: "64px", align: "end", cell: ({ sequence }) => sequence },
  timeColumn({ id: "at", title: "When", phone: "first", at: ({ at }) => at }),
];
