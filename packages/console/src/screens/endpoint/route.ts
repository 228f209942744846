import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { readTab } from "../../routing/read-tab.ts";
import { consoleRoute } from "../../routing/console-route.ts";

export const endpointRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: "/endpoints/$endpoint",
  validateSearch: readTab,
  component: lazyRouteComponent(() => import("./endpoint-screen.tsx"), "EndpointScreen"),
});
