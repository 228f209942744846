import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { consoleRoute } from "../../routing/console-route.ts";

export const endpointsRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: "/endpoints",
  component: lazyRouteComponent(() => import("./endpoints-screen.tsx"), "EndpointsScreen"),
});
