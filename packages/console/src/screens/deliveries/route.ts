import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { consoleRoute } from "../../routing/console-route.ts";

export const deliveriesRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: "/deliveries",
  component: lazyRouteComponent(() => import("./deliveries-screen.tsx"), "DeliveriesScreen"),
});
