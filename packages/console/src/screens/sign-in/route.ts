import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { backPath } from "../../entrance/back-path.ts";
import { rootRoute } from "../../routing/root-route.ts";

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/console/sign-in",
  validateSearch: ({ back, failed }: Readonly<Record<string, unknown>>) => {
    const path = backPath(back);
    return {
      ...(path !== undefined && { back: path }),
      ...(typeof failed === "string" && { failed }),
    };
  },
  component: lazyRouteComponent(() => import("./sign-in-screen.tsx"), "SignInScreen"),
});
