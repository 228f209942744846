import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { consoleRoute } from "../../routing/console-route.ts";

export const sourcesRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: "/sources",
  component: lazyRouteComponent(() => import("./sources-screen.tsx"), "SourcesScreen"),
});
