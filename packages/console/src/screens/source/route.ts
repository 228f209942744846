import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { readTab } from "../../routing/read-tab.ts";
import { consoleRoute } from "../../routing/console-route.ts";
import { readLanguage } from "../../snippets/read-language.ts";

export const sourceRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: "/sources/$source",
  validateSearch: (search) => ({ ...readTab(search), ...readLanguage(search) }),
  component: lazyRouteComponent(() => import("./source-screen.tsx"), "SourceScreen"),
});
