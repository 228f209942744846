import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { consoleRoute } from "../../routing/console-route.ts";
import { readStep } from "./wizard-search.ts";

export const newSourceRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: "/sources/new",
  validateSearch: readStep,
  component: lazyRouteComponent(() => import("./new-source-screen.tsx"), "NewSourceScreen"),
});
