import type { RouteShape } from "./define-route.ts";
import { apiKeyRoutes } from "./resources/api-keys.ts";
import { attentionRoutes } from "./resources/attention.ts";
import { auditRoutes } from "./resources/audit.ts";
import { callerRoutes } from "./resources/callers.ts";
import { configurationRoutes } from "./resources/configuration.ts";
import { connectionRoutes } from "./resources/connections.ts";
import { deliveryRoutes } from "./resources/deliveries.ts";
import { endpointRoutes } from "./resources/endpoints.ts";
import { eventRoutes } from "./resources/events.ts";
import { healthRoutes } from "./resources/health.ts";
import { keyWeekRoutes } from "./resources/key-weeks.ts";
import { legalHoldRoutes } from "./resources/legal-holds.ts";
import { masterKeyRoutes } from "./resources/master-key.ts";
import { oidcRoutes } from "./resources/oidc.ts";
import { organizationRoutes } from "./resources/organizations.ts";
import { overviewRoutes } from "./resources/overview.ts";
import { playgroundRoutes } from "./resources/playground.ts";
import { quarantineRoutes } from "./resources/quarantine.ts";
import { referenceRoutes } from "./resources/reference.ts";
import { replayRoutes } from "./resources/replays.ts";
import { retentionRoutes } from "./resources/retention.ts";
import { schemeRoutes } from "./resources/schemes.ts";
import { secretRoutes } from "./resources/secrets.ts";
import { sessionRoutes } from "./resources/session.ts";
import { settingRoutes } from "./resources/settings.ts";
import { setupRoutes } from "./resources/setup.ts";
import { streamRoutes } from "./resources/stream.ts";
import { sourceRoutes } from "./resources/sources.ts";
import { userRoutes } from "./resources/users.ts";

/**
 * Every route of the API by name, in the order of the reference. The gateway registers them, the access matrix walks
 * them, the OpenAPI document, the reference page and the client derive from them: a new route is a new entry.
 */
export const routes = {
  ...setupRoutes,
  ...sessionRoutes,
  ...oidcRoutes,
  ...healthRoutes,
  ...overviewRoutes,
  ...attentionRoutes,
  ...organizationRoutes,
  ...userRoutes,
  ...apiKeyRoutes,
  ...sourceRoutes,
  ...callerRoutes,
  ...endpointRoutes,
  ...secretRoutes,
  ...connectionRoutes,
  ...configurationRoutes,
  ...eventRoutes,
  ...deliveryRoutes,
  ...replayRoutes,
  ...schemeRoutes,
  ...quarantineRoutes,
  ...playgroundRoutes,
  ...streamRoutes,
  ...auditRoutes,
  ...retentionRoutes,
  ...legalHoldRoutes,
  ...keyWeekRoutes,
  ...masterKeyRoutes,
  ...settingRoutes,
  ...referenceRoutes,
} as const satisfies Readonly<Record<string, RouteShape>>;

export type Routes = typeof routes;
export type RouteName = keyof Routes;

/** All routes in the order of the table, each with its name. */
export const routeEntries: readonly (readonly [RouteName, RouteShape])[] = Object.entries(
  routes,
) as unknown as readonly (readonly [RouteName, RouteShape])[];
