import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { consoleRoute } from "../../routing/console-route.ts";

export const replaysRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: "/replays",
  component: lazyRouteComponent(() => import("./replays-screen.tsx"), "ReplaysScreen"),
});
