import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { readFilters } from "../../filters/define-filters.ts";
import { consoleRoute } from "../../routing/console-route.ts";
import { deliveryFilters } from "./delivery-filters.ts";

export const deliveriesRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: "/deliveries",
  validateSearch: (search: Readonly<Record<string, unknown>>) => readFilters(deliveryFilters, search),
  component: lazyRouteComponent(() => import("./deliveries-screen.tsx"), "DeliveriesScreen"),
});
