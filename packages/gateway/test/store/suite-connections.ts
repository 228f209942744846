import { describe, expect, test } from "vitest";
import { Scenario, configurationDocument, organizationDocument, sourceDocument } from "./scenario.ts";
import type { StoreHarness } from "./scenario.ts";

const actor = { kind: "api_key", name: "admin key" } as const;

export function connectionsSuite(harness: StoreHarness): void {
  describe("connections", () => {
    test("are made, changed and deleted, each with its audit entry", async () => {
      const scenario = await Scenario.start(harness);
      const { connections, audit } = scenario.store;
      const { id: organizationId } = scenario.organization;
      const wanted = { organizationId, name: "insight", sourceId: scenario.source.id };
      const made = await connections.create(actor, wanted);
      if (made.outcome !== "created") throw new Error(made.outcome);
      expect(await connections.list(organizationId)).toEqual([made.connection]);
      const changed = await connections.update(actor, made.connection, { endpointId: scenario.endpoint.id });
      expect(changed).toMatchObject({ version: 2, endpointId: scenario.endpoint.id });
      expect(changed?.sourceId).toBeUndefined();
      expect(await connections.list(organizationId)).toEqual([changed]);
      if (changed === undefined) throw new Error("the connection was not changed");
      expect(await connections.delete(actor, changed)).toBe(true);
      expect(await connections.list(organizationId)).toEqual([]);
      const entries = await audit.list(organizationId, { afterPosition: 1, limit: 9 });
      expect(entries.map(({ action }) => action)).toEqual([
        "connection.create",
        "connection.update",
        "connection.delete",
      ]);
    });

    test("are not changed on what they were before, and leave no entry then", async () => {
      const scenario = await Scenario.start(harness);
      const { connections, audit } = scenario.store;
      const { id: organizationId } = scenario.organization;
      const made = await connections.create(actor, { organizationId, name: "insight" });
      if (made.outcome !== "created") throw new Error(made.outcome);
      await connections.update(actor, made.connection, { sourceId: scenario.source.id });
      expect(await connections.update(actor, made.connection, {})).toBeUndefined();
      expect(await connections.delete(actor, made.connection)).toBe(false);
      expect(await audit.checkpoint(organizationId)).toMatchObject({ sequence: 3 });
    });

    test("have names of their own within one organization, and none in another", async () => {
      const south = organizationDocument({
        name: "southside",
        sources: [sourceDocument({ path: "/in/southside/inbox" })],
      });
      const scenario = await Scenario.start(harness, configurationDocument(organizationDocument(), south));
      const { connections } = scenario.store;
      const { organizations } = await scenario.store.loadConfiguration();
      const [one, other] = organizations.map(({ id }) => id);
      if (one === undefined || other === undefined) throw new Error("an organization is missing");
      const made = await connections.create(actor, { organizationId: one, name: "insight" });
      expect(made.outcome).toBe("created");
      expect(await connections.create(actor, { organizationId: one, name: "insight" })).toEqual({
        outcome: "name_taken",
      });
      expect(await connections.list(other)).toEqual([]);
      if (made.outcome !== "created") return;
      expect(await connections.delete(actor, { ...made.connection, organizationId: other })).toBe(false);
    });
  });
}
