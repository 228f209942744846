import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { consoleRoute } from "../../routing/console-route.ts";
import { readPlayground } from "./playground-search.ts";

export const playgroundRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: "/playground",
  validateSearch: readPlayground,
  component: lazyRouteComponent(() => import("./playground-screen.tsx"), "PlaygroundScreen"),
});
