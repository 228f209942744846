import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { consoleRoute } from "../../routing/console-route.ts";

export const quarantineRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: "/quarantine",
  component: lazyRouteComponent(() => import("./quarantine-screen.tsx"), "QuarantineScreen"),
});
