import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { readFilters } from "../../filters/define-filters.ts";
import { consoleRoute } from "../../routing/console-route.ts";
import { auditFilters } from "./audit-filters.ts";
import type { AuditFilterValues } from "./audit-filters.ts";

/** The filters, and which entry is open: `?entry=12`. */
export type AuditSearch = AuditFilterValues & { readonly entry?: string };

export const auditRoute = createRoute({
  getParentRoute: () => consoleRoute,
  path: "/audit",
  validateSearch: (search: Readonly<Record<string, unknown>>): AuditSearch => ({
    ...readFilters(auditFilters, search),
    ...(isSequence(search["entry"]) && { entry: search["entry"] }),
  }),
  component: lazyRouteComponent(() => import("./audit-screen.tsx"), "AuditScreen"),
});

function isSequence(value: unknown): value is string {
  return typeof value === "string" && /^[1-9][0-9]{0,14}$/.test(value);
}
