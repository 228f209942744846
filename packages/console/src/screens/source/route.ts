import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { readTab } from "../../routing/read-tab.ts";
import { consoleRoute } from "../../routing/console-route.ts";

export const sourceRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: "/sources/$source",
  validateSearch: readTab,
  component: lazyRouteComponent(() => import("./source-screen.tsx"), "SourceScreen"),
});
