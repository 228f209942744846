import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { readFilters } from "../../filters/define-filters.ts";
import { consoleRoute } from "../../routing/console-route.ts";
import { quarantineFilters } from "./quarantine-filters.ts";

export const quarantineRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: "/quarantine",
  validateSearch: (search: Readonly<Record<string, unknown>>) => readFilters(quarantineFilters, search),
  component: lazyRouteComponent(() => import("./quarantine-screen.tsx"), "QuarantineScreen"),
});
