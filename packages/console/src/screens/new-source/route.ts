import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { consoleRoute } from "../../routing/console-route.ts";

export const newSourceRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: "/sources/new",
  component: lazyRouteComponent(() => import("./new-source-screen.tsx"), "NewSourceScreen"),
});
