import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { consoleRoute } from "../../routing/console-route.ts";

export const liveRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: "/live",
  component: lazyRouteComponent(() => import("./live-screen.tsx"), "LiveScreen"),
});
