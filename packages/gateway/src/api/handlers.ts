import type { RouteName } from "@countersign/contract";
import type { ApiParts } from "./api-parts.ts";
import type { Handlers } from "./handler.ts";
import { apiKeyHandlers } from "./resources/api-keys.ts";
import { attentionHandlers } from "./resources/attention.ts";
import { auditHandlers } from "./resources/audit.ts";
import { callerHandlers } from "./resources/callers.ts";
import { configurationHandlers } from "./resources/configuration.ts";
import { connectionHandlers } from "./resources/connections.ts";
import { deliveryHandlers } from "./resources/deliveries.ts";
import { endpointHandlers } from "./resources/endpoints.ts";
import { eventHandlers } from "./resources/events.ts";
import { healthHandlers } from "./resources/health.ts";
import { keyWeekHandlers } from "./resources/key-weeks.ts";
import { legalHoldHandlers } from "./resources/legal-holds.ts";
import { masterKeyHandlers } from "./resources/master-key.ts";
import { oidcHandlers } from "./resources/oidc.ts";
import { organizationHandlers } from "./resources/organizations.ts";
import { overviewHandlers } from "./resources/overview.ts";
import { playgroundHandlers } from "./resources/playground.ts";
import { quarantineHandlers } from "./resources/quarantine.ts";
import { referenceHandlers } from "./resources/reference.ts";
import { replayHandlers } from "./resources/replays.ts";
import { retentionHandlers } from "./resources/retention.ts";
import { schemeHandlers } from "./resources/schemes.ts";
import { secretHandlers } from "./resources/secrets.ts";
import { sessionHandlers } from "./resources/session.ts";
import { settingHandlers } from "./resources/settings.ts";
import { setupHandlers } from "./resources/setup.ts";
import { streamHandlers } from "./resources/stream.ts";
import { sourceHandlers } from "./resources/sources.ts";
import { userHandlers } from "./resources/users.ts";

/**
 * The handler of every route. It does not compile while a route of the contract has none.
 *
 * How to add a resource:
 * 1. `packages/contract/src/resources/<resource>.ts`: schemas and `<resource>Routes`, merged in `routes.ts`. Requests are
 *    `z.strictObject`, answers `z.object` with a name (`.meta({ id })`). A new refusal is an entry in `problem-codes.ts`.
 * 2. `resources/<resource>.ts` here: `<resource>Handlers(parts)`, merged below. A part that is missing goes into
 *    `ApiParts` and is made in `app.ts`.
 * 3. A handler looks only into `request.caller.organizationId`, and refuses what it does not find there with
 *    `not_found`: nobody may learn what others have. It changes things through audited calls of the store, with
 *    `request.caller.actor`; creates pass `request.remember(…)` on; updates call `request.checkPrecondition(…)` first.
 * 4. `test/api/access-matrix.test.ts` covers the route by itself, once `test/api/support/existing-resources.ts` says what its
 *    parameters name.
 *    Then `npm run generate`.
 *
 * Access, limits, checks, problems, idempotency, ETags, OpenAPI and the reference follow from the entry in the contract.
 */
export function createHandlers(parts: ApiParts): Handlers<RouteName> {
  return {
    ...setupHandlers(parts),
    ...sessionHandlers(parts),
    ...oidcHandlers(parts),
    ...healthHandlers(parts),
    ...overviewHandlers(parts),
    ...attentionHandlers(parts),
    ...organizationHandlers(parts),
    ...userHandlers(parts),
    ...apiKeyHandlers(parts),
    ...sourceHandlers(parts),
    ...callerHandlers(parts),
    ...endpointHandlers(parts),
    ...secretHandlers(parts),
    ...connectionHandlers(parts),
    ...configurationHandlers(parts),
    ...eventHandlers(parts),
    ...deliveryHandlers(parts),
    ...replayHandlers(parts),
    ...schemeHandlers(parts),
    ...quarantineHandlers(parts),
    ...playgroundHandlers(parts),
    ...streamHandlers(parts),
    ...auditHandlers(parts),
    ...retentionHandlers(parts),
    ...legalHoldHandlers(parts),
    ...keyWeekHandlers(parts),
    ...masterKeyHandlers(parts),
    ...settingHandlers(parts),
    ...referenceHandlers(parts),
  };
}
