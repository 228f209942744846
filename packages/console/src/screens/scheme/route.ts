import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { readTab } from "../../routing/read-tab.ts";
import { consoleRoute } from "../../routing/console-route.ts";

export const schemeRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: "/schemes/$scheme",
  validateSearch: readTab,
  component: lazyRouteComponent(() => import("./scheme-screen.tsx"), "SchemeScreen"),
});
