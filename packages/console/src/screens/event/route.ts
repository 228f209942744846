import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { readTab } from "../../routing/read-tab.ts";
import { consoleRoute } from "../../routing/console-route.ts";

export const eventRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: "/events/$event",
  validateSearch: readTab,
  component: lazyRouteComponent(() => import("./event-screen.tsx"), "EventScreen"),
});
