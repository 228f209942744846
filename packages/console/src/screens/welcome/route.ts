import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { rootRoute } from "../../routing/root-route.ts";

export const welcomeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/console/welcome",
  component: lazyRouteComponent(() => import("./welcome-screen.tsx"), "WelcomeScreen"),
});
