import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { consoleRoute } from "../../routing/console-route.ts";

export const connectionsRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: "/connections",
  component: lazyRouteComponent(() => import("./connections-screen.tsx"), "ConnectionsScreen"),
});
