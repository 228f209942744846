import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { consoleRoute } from "../../routing/console-route.ts";

export interface NewSchemeSearch {
  /** The id of the scheme that the new one starts as. */
  readonly from?: string;
}

export const newSchemeRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: "/schemes/new",
  validateSearch: ({ from }: Readonly<Record<string, unknown>>): NewSchemeSearch =>
    typeof from === "string" && /^[a-z0-9-]{1,64}$/.test(from) ? { from } : {},
  component: lazyRouteComponent(() => import("./new-scheme-screen.tsx"), "NewSchemeScreen"),
});

export const editSchemeRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: "/schemes/$scheme/edit",
  component: lazyRouteComponent(() => import("./edit-scheme-screen.tsx"), "EditSchemeScreen"),
});
