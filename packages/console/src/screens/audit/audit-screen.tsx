import { Button } from "@mantine/core";
import { Link, getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import type { ReactElement } from "react";
import { whyNot } from "../../api/acts.ts";
import { useSession } from "../../api/session.ts";
import { useList } from "../../api/use-list.ts";
import { auditColumns } from "../../audit/audit-columns.tsx";
import { FilterBar } from "../../filters/filter-bar.tsx";
import { ActButton } from "../../parts/act-button.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Screen } from "../../parts/screen.tsx";
import { formatSearchText } from "../../routing/search-text.ts";
import { DataTable } from "../../table/data-table.tsx";
import { loadedCount } from "../../table/loaded-count.ts";
import { AuditEntryDialog } from "./audit-entry-dialog.tsx";
import { auditFilters } from "./audit-filters.ts";
import { auditQuery } from "./audit-query.ts";
import { ChainCheckDialog } from "./chain-check-dialog.tsx";
import { AuditExportDialog } from "./audit-export-dialog.tsx";

const route = getRouteApi("/console/audit");

/** Who did what, when and why; and whether nobody has changed what is written there. */
export function AuditScreen(): ReactElement {
  const { role } = useSession();
  const reason = whyNot(role, "listAuditEntries");
  if (reason === undefined) return <AuditLog />;
  return (
    <Screen title="Audit">
      <EmptyState icon="lock" title="The audit log is not shown to your role">
        {reason}
      </EmptyState>
    </Screen>
  );
}

function AuditLog(): ReactElement {
  const { entry, ...filters } = route.useSearch();
  const navigate = route.useNavigate();
  const query = auditQuery(filters);
  const entries = useList("listAuditEntries", { query });
  const [open, setOpen] = useState<"check" | "export">();
  const count = loadedCount(entries);
  const close = (): void => setOpen(undefined);
  return (
    <Screen
      title="Audit"
      note={count && `${count} entries`}
      isFilling
      acts={
        <>
          <Button variant="default" onClick={() => setOpen("export")}>
            Export…
          </Button>
          <ActButton route="verifyAudit" variant="filled" onClick={() => setOpen("check")}>
            Check the chain…
          </ActButton>
        </>
      }
    >
      <FilterBar
        filters={auditFilters}
        values={filters}
        onChange={(values) => void navigate({ search: values })}
      />
      <DataTable
        label="Audit entries"
        // An empty page may have a next one: the log is looked through in parts.
        list={{ ...entries, isLoading: entries.isLoading || (entries.rows.length === 0 && entries.hasMore) }}
        columns={auditColumns}
        rowKey={({ sequence }) => String(sequence)}
        rowName={({ action, sequence }) => `${action}, entry ${sequence}`}
        rowHref={({ sequence }) => `/console/audit${formatSearchText({ ...filters, entry: sequence })}`}
        empty={<EmptyAudit isFiltered={Object.keys(filters).length > 0} />}
      />
      <AuditEntryDialog
        sequence={entry}
        known={entries.rows.find(({ sequence }) => String(sequence) === entry)}
        onClose={() => void navigate({ search: filters })}
      />
      <ChainCheckDialog isOpen={open === "check"} onClose={close} />
      <AuditExportDialog query={query} isOpen={open === "export"} onClose={close} />
    </Screen>
  );
}

function EmptyAudit({ isFiltered }: { readonly isFiltered: boolean }): ReactElement {
  if (isFiltered) {
    return (
      <EmptyState icon="filter" title="No entry is like that">
        Take a filter away, or <Link to="/console/audit">see the whole log</Link>. A name must be whole; an
        action may have <code>*</code> in it.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon="audit" title="Nothing was done yet">
      Whatever anybody changes or reveals is written down here, with name, time and reason.
    </EmptyState>
  );
}
