import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { readFilters } from "../../filters/define-filters.ts";
import { consoleRoute } from "../../routing/console-route.ts";
import { overviewFilters } from "./overview-filters.ts";

export const overviewRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: "/overview",
  validateSearch: (search: Readonly<Record<string, unknown>>) => readFilters(overviewFilters, search),
  component: lazyRouteComponent(() => import("./overview-screen.tsx"), "OverviewScreen"),
});
