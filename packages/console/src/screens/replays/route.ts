import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { readFilters } from "../../filters/define-filters.ts";
import { consoleRoute } from "../../routing/console-route.ts";
import { newReplayFilters } from "./new-replay-filters.ts";
import type { NewReplayFilterValues } from "./new-replay-filters.ts";

/** What the URL says: whether a replay is being made, and of what. */
type ReplaysSearch = NewReplayFilterValues & { readonly new?: "on" };

export const replaysRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: "/replays",
  // The filters are those of the replay that is being made: `?new=on&source=nabla&since=6h`.
  validateSearch: (search: Readonly<Record<string, unknown>>): ReplaysSearch =>
    search["new"] === "on" ? { ...readFilters(newReplayFilters, search), new: "on" as const } : {},
  component: lazyRouteComponent(() => import("./replays-screen.tsx"), "ReplaysScreen"),
});
