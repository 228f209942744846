import { consoleRoute } from "../routing/console-route.ts";
import { rootRoute } from "../routing/root-route.ts";
import { auditRoute } from "./audit/route.ts";
import { connectionRoute } from "./connection/route.ts";
import { connectionsRoute } from "./connections/route.ts";
import { deliveriesRoute } from "./deliveries/route.ts";
import { deliveryRoute } from "./delivery/route.ts";
import { endpointRoute } from "./endpoint/route.ts";
import { endpointsRoute } from "./endpoints/route.ts";
import { eventRoute } from "./event/route.ts";
import { homeRoute } from "./home/route.ts";
import { inboxRoute } from "./inbox/route.ts";
import { liveRoute } from "./live/route.ts";
import { newSourceRoute } from "./new-source/route.ts";
import { editSchemeRoute, newSchemeRoute } from "./scheme-editor/routes.ts";
import { overviewRoute } from "./overview/route.ts";
import { playgroundRoute } from "./playground/route.ts";
import { quarantineRoute } from "./quarantine/route.ts";
import { quarantinedRoute } from "./quarantined/route.ts";
import { replayRoute } from "./replay/route.ts";
import { replaysRoute } from "./replays/route.ts";
import { schemeRoute } from "./scheme/route.ts";
import { schemesRoute } from "./schemes/route.ts";
import { settingsRoute } from "./settings/route.ts";
import { setupRoute } from "./setup/route.ts";
import { signInRoute } from "./sign-in/route.ts";
import { sourceRoute } from "./source/route.ts";
import { sourcesRoute } from "./sources/route.ts";
import { welcomeRoute } from "./welcome/route.ts";

/** Every screen. A new one is a folder beside this file, its route here, and its place in `shell/places.ts`. */
export const routeTree = rootRoute.addChildren([
  signInRoute,
  welcomeRoute,
  setupRoute,
  consoleRoute.addChildren([
    homeRoute,
    overviewRoute,
    inboxRoute,
    eventRoute,
    deliveriesRoute,
    deliveryRoute,
    quarantineRoute,
    quarantinedRoute,
    liveRoute,
    sourcesRoute,
    newSourceRoute,
    sourceRoute,
    endpointsRoute,
    endpointRoute,
    connectionsRoute,
    connectionRoute,
    replaysRoute,
    replayRoute,
    playgroundRoute,
    schemesRoute,
    newSchemeRoute,
    schemeRoute,
    editSchemeRoute,
    auditRoute,
    settingsRoute,
  ]),
]);
