import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { consoleRoute } from "../../routing/console-route.ts";

export const auditRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: "/audit",
  component: lazyRouteComponent(() => import("./audit-screen.tsx"), "AuditScreen"),
});
