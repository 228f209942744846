import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { readTab } from "../../routing/read-tab.ts";
import { consoleRoute } from "../../routing/console-route.ts";

export const quarantinedRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: "/quarantine/$quarantined",
  validateSearch: readTab,
  component: lazyRouteComponent(() => import("./quarantined-screen.tsx"), "QuarantinedScreen"),
});
