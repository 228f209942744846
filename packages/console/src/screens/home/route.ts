import { createRoute, redirect } from "@tanstack/react-router";
import { consoleRoute } from "../../routing/console-route.ts";

/** `/console/` itself: the overview. */
export const homeRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: "/",
  beforeLoad: () => {
    // TanStack Router wants its redirects thrown.
    // oxlint-disable-next-line typescript/only-throw-error
    throw redirect({ to: "/console/overview", replace: true });
  },
});
