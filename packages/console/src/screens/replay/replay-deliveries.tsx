import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import type { Answer } from "../../api/answer-types.ts";
import { useList } from "../../api/use-list.ts";
import { EmptyState } from "../../parts/empty-state.tsx";
import { LoadingDetail } from "../../parts/loading-detail.tsx";
import { Problem } from "../../parts/problem.tsx";
import { StaticTable } from "../../table/static-table.tsx";
import { deliveryColumns } from "../deliveries/delivery-columns.tsx";

const EVERY_MS = 3000;
/** A look at the latest; the list of deliveries has them all. */
const SHOWN = 50;

/** The deliveries that a replay has made or retried. */
export function ReplayDeliveries({ replay }: { readonly replay: Answer<"getReplay"> }): ReactElement {
  const list = useList(
    "listDeliveries",
    { query: { replay: replay.id, limit: SHOWN } },
    // Also once it is done: what it made is still on its way then.
    { everyMs: EVERY_MS },
  );
  if (list.error !== null) return <Problem error={list.error} onRetry={list.reload} />;
  if (list.isLoading) return <LoadingDetail what="deliveries" />;
  return (
    <>
      <StaticTable
        label="Deliveries of this replay"
        rows={list.rows.slice(0, SHOWN)}
        columns={deliveryColumns}
        rowKey={({ id }) => id}
        rowName={({ endpoint, eventType, id }) => `${eventType} to ${endpoint}, ${id}`}
        rowHref={({ id }) => `/console/deliveries/${id}`}
        empty={
          <EmptyState icon="deliveries" title="Nothing was made yet">
            Deliveries show here as the replay makes them.
          </EmptyState>
        }
      />
      {list.hasMore && (
        <Link to="/console/deliveries" search={{ replay: replay.id }}>
          See them all
        </Link>
      )}
    </>
  );
}
