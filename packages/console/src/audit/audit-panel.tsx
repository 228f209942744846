import { Button } from "@mantine/core";
import type { ReactElement } from "react";
import { whyNot } from "../api/acts.ts";
import type { CallOf } from "../api/call-route.ts";
import { useSession } from "../api/session.ts";
import { useList } from "../api/use-list.ts";
import { EmptyState } from "../parts/empty-state.tsx";
import { LoadingDetail } from "../parts/loading-detail.tsx";
import { Problem } from "../parts/problem.tsx";
import { StaticTable } from "../table/static-table.tsx";
import { auditColumns } from "./audit-columns.tsx";

export interface AuditPanelProps {
  /** "this event", for the words where there is nothing. */
  readonly what: string;
  /** What the entries are narrowed by. */
  readonly of: Pick<NonNullable<CallOf<"listAuditEntries">["query"]>, "event" | "resource" | "resourceKind">;
}

/** Who did what to one thing, and why: a part of its page. The newest first. */
export function AuditPanel({ what, of }: AuditPanelProps): ReactElement {
  const { role } = useSession();
  const reason = whyNot(role, "listAuditEntries");
  if (reason === undefined) return <Entries what={what} of={of} />;
  return (
    <EmptyState icon="lock" title="The audit log is not shown to your role">
      {reason}
    </EmptyState>
  );
}

function Entries({ what, of }: AuditPanelProps): ReactElement {
  const entries = useList("listAuditEntries", { query: { ...of, order: "desc" } });
  if (entries.error !== null) return <Problem error={entries.error} onRetry={entries.reload} />;
  if (entries.isLoading) return <LoadingDetail what="audit entries" />;
  return (
    <>
      <StaticTable
        label="Audit entries"
        rows={entries.rows}
        columns={auditColumns}
        rowKey={({ sequence }) => String(sequence)}
        rowName={({ action, sequence }) => `${action}, entry ${sequence}`}
        rowHref={({ sequence }) => `/console/audit?entry=${sequence}`}
        empty={
          <EmptyState icon="audit" title="Nobody did anything yet">
            Whoever reveals, replays, releases or changes {what} is written down here, with time and reason.
          </EmptyState>
        }
      />
      {entries.hasMore && (
        <Button variant="default" loading={entries.isLoadingMore} onClick={entries.loadMore}>
          Older entries
        </Button>
      )}
    </>
  );
}
