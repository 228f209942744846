import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { readTab } from "../../routing/read-tab.ts";
import { consoleRoute } from "../../routing/console-route.ts";

export const connectionRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: "/connections/$connection",
  validateSearch: readTab,
  component: lazyRouteComponent(() => import("./connection-screen.tsx"), "ConnectionScreen"),
});
