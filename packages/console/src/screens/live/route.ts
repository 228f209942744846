import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { readFilters } from "../../filters/define-filters.ts";
import { consoleRoute } from "../../routing/console-route.ts";
import { liveFilters } from "./live-filters.ts";

export const liveRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: "/live",
  validateSearch: (search: Readonly<Record<string, unknown>>) => readFilters(liveFilters, search),
  component: lazyRouteComponent(() => import("./live-screen.tsx"), "LiveScreen"),
});
