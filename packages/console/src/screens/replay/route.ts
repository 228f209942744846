import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { readTab } from "../../routing/read-tab.ts";
import { consoleRoute } from "../../routing/console-route.ts";

export const replayRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: "/replays/$replay",
  validateSearch: readTab,
  component: lazyRouteComponent(() => import("./replay-screen.tsx"), "ReplayScreen"),
});
