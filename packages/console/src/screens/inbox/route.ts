import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { readFilters } from "../../filters/define-filters.ts";
import { consoleRoute } from "../../routing/console-route.ts";
import { inboxFilters } from "./inbox-filters.ts";

export const inboxRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: "/inbox",
  validateSearch: (search: Readonly<Record<string, unknown>>) => ({
    ...readFilters(inboxFilters, search),
    ...(search["live"] === "on" && { live: "on" as const }),
  }),
  component: lazyRouteComponent(() => import("./inbox-screen.tsx"), "InboxScreen"),
});
