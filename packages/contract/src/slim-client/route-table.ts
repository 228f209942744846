import type { SentRoute } from "../client/send-call.ts";
import type { RouteShape } from "../define-route.ts";
import type { RouteName } from "../routes.ts";

/** A route without its schemas: plain JSON. */
export interface SlimRoute extends SentRoute {
  readonly access: RouteShape["access"];
}

export type RouteTable = Readonly<Record<RouteName, SlimRoute>>;
