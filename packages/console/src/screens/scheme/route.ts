import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { consoleRoute } from "../../routing/console-route.ts";
import { readTab } from "../../routing/read-tab.ts";
import type { TabSearch } from "../../routing/read-tab.ts";

/** Which part is shown, and which versions are compared. */
export interface SchemeSearch extends TabSearch {
  readonly before?: number;
  readonly after?: number;
}

export const schemeRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: "/schemes/$scheme",
  validateSearch: (search: Readonly<Record<string, unknown>>): SchemeSearch => ({
    ...readTab(search),
    ...(isVersion(search["before"]) && { before: Number(search["before"]) }),
    ...(isVersion(search["after"]) && { after: Number(search["after"]) }),
  }),
  component: lazyRouteComponent(() => import("./scheme-screen.tsx"), "SchemeScreen"),
});

/** A URL has texts; whoever navigates within the page may give a number. */
function isVersion(value: unknown): boolean {
  return (typeof value === "string" || typeof value === "number") && /^[1-9][0-9]{0,8}$/.test(String(value));
}
