import { describe } from "vitest";
import { acceptingSuite } from "./suite-accepting.ts";
import { activitySuite } from "./suite-activity.ts";
import { auditSuite } from "./suite-audit.ts";
import { configurationSuite } from "./suite-configuration.ts";
import { dedupeSuite } from "./suite-dedupe.ts";
import { connectionsSuite } from "./suite-connections.ts";
import { deliveringSuite } from "./suite-delivering.ts";
import { quarantineSuite } from "./suite-quarantine.ts";
import { circuitSuite } from "./suite-circuit.ts";
import { keysSuite } from "./suite-keys.ts";
import { orderingSuite } from "./suite-ordering.ts";
import { rateSuite } from "./suite-rate.ts";
import { deliveryActionsSuite } from "./suite-delivery-actions.ts";
import { listsSuite } from "./suite-lists.ts";
import { readingSuite } from "./suite-reading.ts";
import { replaysSuite } from "./suite-replays.ts";
import { erasingSuite } from "./suite-erasing.ts";
import { legalHoldsSuite } from "./suite-legal-holds.ts";
import { purgeSuite } from "./suite-purge.ts";
import { schemesSuite } from "./suite-schemes.ts";
import { resourcesSuite } from "./suite-resources.ts";
import { usersSuite } from "./suite-users.ts";
import type { StoreHarness } from "./scenario.ts";

/** What every engine has to pass: each guarantee of the store's interface, by behaviour alone. */
export function storeSuite(name: string, harness: StoreHarness): void {
  describe(`the store on ${name}`, () => {
    acceptingSuite(harness);
    dedupeSuite(harness);
    deliveringSuite(harness);
    configurationSuite(harness);
    readingSuite(harness);
    listsSuite(harness);
    deliveryActionsSuite(harness);
    replaysSuite(harness);
    rateSuite(harness);
    circuitSuite(harness);
    orderingSuite(harness);
    quarantineSuite(harness);
    auditSuite(harness);
    usersSuite(harness);
    resourcesSuite(harness);
    schemesSuite(harness);
    connectionsSuite(harness);
    activitySuite(harness);
    keysSuite(harness);
    purgeSuite(harness);
    legalHoldsSuite(harness);
    erasingSuite(harness);
  });
}
