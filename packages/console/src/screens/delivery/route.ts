import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { readTab } from "../../routing/read-tab.ts";
import { consoleRoute } from "../../routing/console-route.ts";

export const deliveryRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: "/deliveries/$delivery",
  validateSearch: readTab,
  component: lazyRouteComponent(() => import("./delivery-screen.tsx"), "DeliveryScreen"),
});
