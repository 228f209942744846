import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { consoleRoute } from "../../routing/console-route.ts";

export const playgroundRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: "/playground",
  component: lazyRouteComponent(() => import("./playground-screen.tsx"), "PlaygroundScreen"),
});
