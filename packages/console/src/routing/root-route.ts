import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext } from "@tanstack/react-router";
import { FailedScreen } from "../shell/failed-screen.tsx";
import { MissingScreen } from "../shell/missing-screen.tsx";

export interface RouterContext {
  readonly queries: QueryClient;
}

/** Above everything, signed in or not. */
export const rootRoute = createRootRouteWithContext<RouterContext>()({
  errorComponent: FailedScreen,
  notFoundComponent: MissingScreen,
});
