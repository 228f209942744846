import { everyRole, routeEntries, routes } from "@countersign/contract";
import type { RouteShape } from "@countersign/contract";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accessFaults } from "./support/access-faults.ts";
import { startApiWorld } from "./support/api-world.ts";
import type { ApiWorld } from "./support/api-world.ts";

// Every route of the contract, with every kind of caller: a new route is in here by being in the table.
let world: ApiWorld;
beforeAll(async () => {
  world = await startApiWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

test.each(routeEntries)("%s lets in whom its entry names, and nobody else", async (...entry) => {
  expect(await accessFaults(world, entry)).toEqual([]);
});

// Controls: what the entry says is compared with what the gateway does, so a false entry must be found out.
test("a route that is open to a role which its entry does not name is found", async () => {
  const claimed: RouteShape = { ...routes.listSchemes, access: ["admin"] };
  const faults = await accessFaults(world, ["listSchemes", claimed]);
  expect(faults).toContain("listSchemes answers north's viewer with 200 ");
});

test("a route that is open to anyone although its entry names roles is found", async () => {
  const claimed: RouteShape = { ...routes.getOpenapi, access: everyRole };
  const faults = await accessFaults(world, ["getOpenapi", claimed]);
  expect(faults).toContain("getOpenapi answers no key with 200 ");
});

test("a route that shows another organization's resource is found", async () => {
  // Schemes are shared; under a parameter that is not, the same answer is a fault.
  const claimed: RouteShape = {
    ...routes.getScheme,
    path: "/api/v1/schemes/nabla?{organization}",
  };
  const faults = await accessFaults(world, ["getScheme", claimed]);
  expect(faults.length).toBeGreaterThan(0);
});
