import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { consoleRoute } from "../../routing/console-route.ts";

export const overviewRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: "/overview",
  component: lazyRouteComponent(() => import("./overview-screen.tsx"), "OverviewScreen"),
});
