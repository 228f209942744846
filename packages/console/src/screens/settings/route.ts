import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { consoleRoute } from "../../routing/console-route.ts";
import { readTab } from "../../routing/read-tab.ts";
import type { TabSearch } from "../../routing/read-tab.ts";

/** Which part is shown, and which user or API key of it is open. */
export interface SettingsSearch extends TabSearch {
  readonly user?: string;
  readonly key?: string;
}

export const settingsRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: "/settings",
  validateSearch: (search: Readonly<Record<string, unknown>>): SettingsSearch => ({
    ...readTab(search),
    ...(isId("usr", search["user"]) && { user: search["user"] }),
    ...(isId("key", search["key"]) && { key: search["key"] }),
  }),
  component: lazyRouteComponent(() => import("./settings-screen.tsx"), "SettingsScreen"),
});

function isId(kind: "usr" | "key", value: unknown): value is string {
  return typeof value === "string" && new RegExp(`^${kind}_[1-9][0-9]{0,15}$`).test(value);
}
