import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { readFilters } from "../../filters/define-filters.ts";
import { consoleRoute } from "../../routing/console-route.ts";
import { schemeFilters } from "./scheme-filters.ts";

export const schemesRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: "/schemes",
  validateSearch: (search) => readFilters(schemeFilters, search),
  component: lazyRouteComponent(() => import("./schemes-screen.tsx"), "SchemesScreen"),
});
