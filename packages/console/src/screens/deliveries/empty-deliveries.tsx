import { Link } from "@tanstack/react-router";
import type { ReactElement } from "react";
import { EmptyState } from "../../parts/empty-state.tsx";
import type { DeliveryFilterValues } from "./delivery-filters.ts";

/** No deliveries: because of the filters, because nothing is wrong, or because there is nobody to deliver to. */
export function EmptyDeliveries({ filters }: { readonly filters: DeliveryFilterValues }): ReactElement {
  const names = Object.keys(filters);
  if (names.length === 1 && filters.state === "failed") {
    return (
      <EmptyState icon="check" title="No dead letters">
        Every delivery has arrived, or is still tried.{" "}
        <Link to="/console/deliveries">See all deliveries</Link>
      </EmptyState>
    );
  }
  if (names.length > 0) {
    return (
      <EmptyState icon="filter" title="No delivery is like that">
        Take a filter away, or <Link to="/console/deliveries">see all deliveries</Link>.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon="deliveries" title="No deliveries yet">
      A delivery is made when an event is accepted that an endpoint wants.{" "}
      <Link to="/console/endpoints">Make an endpoint</Link>, then send an event or replay one from the{" "}
      <Link to="/console/inbox">inbox</Link>.
    </EmptyState>
  );
}
