import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { consoleRoute } from "../../routing/console-route.ts";

export const schemesRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: "/schemes",
  component: lazyRouteComponent(() => import("./schemes-screen.tsx"), "SchemesScreen"),
});
