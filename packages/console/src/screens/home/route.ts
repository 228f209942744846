import { createRoute, redirect } from "@tanstack/react-router";
import { consoleRoute } from "../../routing/console-route.ts";

/** `/console/` itself: the overview. */
export const homeRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: "/",
  beforeLoad: () => {
    // oxlint-disable-next-line typescript/only-throw-error -- the router takes redirects as what is thrown
    throw redirect({ to: "/console/overview", replace: true });
  },
});
