import { describe, expect, test } from "vitest";
import { createMasterKey } from "../../src/secrets/master-key.ts";
import type { KeyStore } from "../../src/store/keys/key-store.ts";
import { Scenario, START } from "./scenario.ts";
import type { StoreHarness } from "./scenario.ts";

const actor = { kind: "api_key", name: "on-call" } as const;
const next = createMasterKey(Buffer.alloc(32, 21));
const other = createMasterKey(Buffer.alloc(32, 22));

async function shown(
  keys: KeyStore,
): Promise<{ readonly current: string; readonly next: string | undefined }> {
  const status = await keys.status();
  return { current: hex(status.current), next: status.next && hex(status.next) };
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

export function keysSuite(harness: StoreHarness): void {
  describe("the rotation of the master key", () => {
    test("lets everything be read as before, at once and after a start with the new key alone", async () => {
      const scenario = await Scenario.start(harness);
      const [eventId = ""] = await scenario.acceptMany(1);
      expect(await scenario.store.keys.rotateMasterKey(actor, next)).toMatchObject({ outcome: "rotated" });
      expect(await scenario.store.readEvent(scenario.organization.id, eventId)).toBeDefined();
      await scenario.reopen({ masterKey: next });
      expect(scenario.source.secrets[0]?.value).toBe("inbound-secret");
      const event = await scenario.store.readEvent(scenario.organization.id, eventId);
      expect(Buffer.from(event?.body ?? []).toString()).toBe('{"hello":"world"}');
      expect(
        await scenario.store.accept(scenario.event({ dedupe: { kind: "event_id", key: "many-0" } })),
      ).toMatchObject({ outcome: "accepted" });
      expect(await scenario.store.audit.verify(scenario.organization.id)).toMatchObject({ isIntact: true });
    });

    test("is in the audit log of the organization at its beginning and at its end, with how many keys", async () => {
      const scenario = await Scenario.start(harness);
      await scenario.acceptMany(1);
      const { audit, keys } = scenario.store;
      await keys.rotateMasterKey(actor, next);
      const entries = await audit.list(scenario.organization.id, { afterPosition: 1, limit: 10 });
      expect(entries.map(({ action, facts }) => [action, facts?.["keys"]])).toEqual([
        ["master_key.rotate", 3],
        ["master_key.rotated", 3],
      ]);
    });

    test("done again with the same key changes nothing", async () => {
      const scenario = await Scenario.start(harness);
      await scenario.store.keys.rotateMasterKey(actor, next);
      const before = await scenario.store.audit.checkpoint(scenario.organization.id);
      expect(await scenario.store.keys.rotateMasterKey(actor, next)).toMatchObject({ outcome: "rotated" });
      expect(await scenario.store.audit.checkpoint(scenario.organization.id)).toEqual(before);
    });

    test("loses nothing and refuses nothing while events are accepted and delivered", async () => {
      let now = START;
      const scenario = await Scenario.start(harness, undefined, { now: () => now, sealingsPerKey: 3 });
      const rotations = (async () => {
        await scenario.store.keys.rotateMasterKey(actor, next);
        await scenario.store.keys.rotateMasterKey(actor, other);
      })();
      const ids: string[] = [];
      // Each key seals three blobs, so that keys are made in every step of the rotation.
      for (let round = 0; round < 60; round += 1) {
        now += 1000;
        ids.push(...(await scenario.acceptMany(1, { receivedAt: now })));
        await scenario.record(await scenario.claimOne(now), { responseExcerpt: Buffer.from("ok") });
      }
      await rotations;
      expect(await shown(scenario.store.keys)).toEqual({
        current: hex(other.fingerprint),
        next: undefined,
      });
      await scenario.reopen({ masterKey: other, now: () => now });
      for (const id of ids) {
        expect(await scenario.store.readEvent(scenario.organization.id, id)).toBeDefined();
        expect(await scenario.stateOf(id)).toBe("delivered");
      }
    });
  });
}
