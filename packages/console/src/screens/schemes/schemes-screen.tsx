import { getRouteApi, useRouter } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { useList } from "../../api/use-list.ts";
import { FilterBar } from "../../filters/filter-bar.tsx";
import { formatCount } from "../../numbers/format-count.ts";
import { ActButton } from "../../parts/act-button.tsx";
import { EmptyState } from "../../parts/empty-state.tsx";
import { Screen } from "../../parts/screen.tsx";
import { useSchemeUsers } from "../../schemes/use-scheme-users.ts";
import { DataTable } from "../../table/data-table.tsx";
import { schemeColumns } from "./scheme-columns.tsx";
import { schemeFilters } from "./scheme-filters.ts";

const route = getRouteApi("/console/schemes");

/** How senders sign: the built-in schemes and the organization's own. */
export function SchemesScreen(): ReactElement {
  const { history } = useRouter();
  const navigate = route.useNavigate();
  const filters = route.useSearch();
  const { origin } = filters;
  const query = origin === "built_in" || origin === "custom" ? ({ origin } as const) : {};
  const schemes = useList("listSchemes", { query });
  const usersOf = useSchemeUsers();
  return (
    <Screen
      title="Schemes"
      isFilling
      acts={
        <ActButton route="createScheme" variant="filled" onClick={() => history.push("/console/schemes/new")}>
          New scheme…
        </ActButton>
      }
      note={schemes.isLoading ? undefined : formatCount(schemes.rows.length)}
    >
      <FilterBar
        filters={schemeFilters}
        values={filters}
        onChange={(values) => void navigate({ search: values })}
      />
      <DataTable
        label="Schemes"
        list={schemes}
        columns={schemeColumns(usersOf)}
        rowKey={({ id }) => id}
        rowHref={({ id }) => `/console/schemes/${id}`}
        empty={
          <EmptyState icon="schemes" title="No schemes of your own">
            Describe a sender that is not built in with “New scheme…”: it is checked as you type.
          </EmptyState>
        }
      />
    </Screen>
  );
}
