import type { QueryClient } from "@tanstack/react-query";
import { createRouter } from "@tanstack/react-router";
import { Notices } from "../notices/notices.tsx";
import { PendingScreen } from "../shell/pending-screen.tsx";
import { routeTree } from "../screens/route-tree.ts";
import { formatSearchText, parseSearchText } from "./search-text.ts";

/** Shown only where loading takes longer than an eye notices. */
const PENDING_AFTER_MS = 300;

/** The router of the whole console. Its type is known to every link. */
export function createConsoleRouter(queries: QueryClient) {
  return createRouter({
    routeTree,
    context: { queries },
    // Within the router: a notice may have a link.
    InnerWrap: Notices,
    parseSearch: parseSearchText,
    stringifySearch: formatSearchText,
    defaultPendingComponent: PendingScreen,
    defaultPendingMs: PENDING_AFTER_MS,
    defaultPreload: "intent",
    // The cache of answers decides what is fresh.
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>;
  }
}
