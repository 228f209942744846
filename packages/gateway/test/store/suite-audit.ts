import { describe, expect, test } from "vitest";
import type { AuditNote } from "../../src/store/audit/audit-note.ts";
import type { AuditFilter } from "../../src/store/audit/audit-rows.ts";
import type { AuditCheckpoint, AuditVerdict } from "../../src/store/audit/audit-store.ts";
import { Scenario, organizationDocument, sourceDocument } from "./scenario.ts";
import type { StoreHarness } from "./scenario.ts";

const HOUR_MS = 3_600_000;

function noteOf(organizationId: number, change: Partial<AuditNote> = {}): AuditNote {
  return {
    organizationId,
    actor: { kind: "api_key", name: "on-call", address: "192.0.2.7" },
    action: "event.reveal",
    resource: { kind: "event", name: "evt_1" },
    reason: "asked by the clinic",
    ...change,
  };
}

const keyHash = (filler: number): Uint8Array => new Uint8Array(32).fill(filler);
const actor = { kind: "setup", name: "setup code" } as const;

export function auditSuite(harness: StoreHarness): void {
  describe("audit", () => {
    test("gives back what was noted, in order, across a restart", async () => {
      const scenario = await Scenario.start(harness);
      const { id } = scenario.organization;
      await scenario.store.audit.note(noteOf(id));
      await scenario.store.audit.note(noteOf(id, { action: "event.read" }));
      await scenario.reopen();
      await scenario.store.audit.note(noteOf(id, { action: "event.forget" }));
      const entries = await scenario.store.audit.list(id, { afterPosition: 1, limit: 10 });
      expect(entries.map(({ sequence, action }) => [sequence, action])).toEqual([
        [2, "event.reveal"],
        [3, "event.read"],
        [4, "event.forget"],
      ]);
      expect(entries[0]).toMatchObject(noteOf(id));
      expect(await scenario.store.audit.verify(id)).toEqual({ isIntact: true, entries: 4 });
    });

    test("tells what the configuration file changed, once for each change", async () => {
      const scenario = await Scenario.start(harness);
      const { id } = scenario.organization;
      await scenario.apply(organizationDocument());
      await scenario.apply(organizationDocument({ sources: [sourceDocument({ toleranceMs: 7 })] }));
      const entries = await scenario.store.audit.list(id, { afterPosition: 0, limit: 10 });
      expect(entries.map(({ action, actor: { kind } }) => [action, kind])).toEqual([
        ["configuration.apply", "file"],
        ["configuration.apply", "file"],
      ]);
      expect(entries[1]?.facts).toMatchObject({ sources: ["inbox"], endpoints: [] });
    });

    test("keeps one chain in order though many write at once", async () => {
      const scenario = await Scenario.start(harness);
      const { id } = scenario.organization;
      await Promise.all(Array.from({ length: 50 }, () => scenario.store.audit.note(noteOf(id))));
      expect(await scenario.store.audit.verify(id)).toEqual({ isIntact: true, entries: 51 });
    });

    test("keeps the chains of organizations apart", async () => {
      const south = organizationDocument({
        name: "southside",
        sources: [sourceDocument({ path: "/in/southside/inbox" })],
      });
      const scenario = await Scenario.start(harness, { organizations: [organizationDocument(), south] });
      const other = (await scenario.store.loadConfiguration()).organizations.find(
        ({ name }) => name === "southside",
      );
      if (other === undefined) throw new Error("southside is missing");
      await scenario.store.audit.note(noteOf(scenario.organization.id));
      expect(await scenario.store.audit.checkpoint(other.id)).toMatchObject({ sequence: 1 });
      expect(await scenario.store.audit.list(other.id, { afterPosition: 1, limit: 10 })).toEqual([]);
    });

    test("finds entries by who, what, on which thing and when, from either end", async () => {
      let now = 1_000_000;
      const scenario = await Scenario.start(harness, undefined, { now: () => now });
      const { audit } = scenario.store;
      const { id } = scenario.organization;
      const ada = { kind: "user", name: "ada@clinic.example" } as const;
      const released = { actor: ada, resource: { kind: "quarantine", name: "qua_1" } };
      await audit.note(noteOf(id));
      now += 10 * HOUR_MS;
      await audit.note(noteOf(id, { ...released, action: "quarantine.release" }));
      now += 10 * HOUR_MS;
      await audit.note(noteOf(id, { actor: ada, resource: { kind: "event", name: "evt_2" } }));
      // Another word with the letters that a pattern has: `_` fits itself only.
      await audit.note(
        noteOf(id, { action: "api_key.create", resource: { kind: "api_key", name: "evt_1" } }),
      );

      const find = async (filter: AuditFilter, order: "asc" | "desc" = "asc"): Promise<readonly number[]> => {
        const { entries, next } = await audit.search(id, { filter, order, limit: 10 });
        expect(next).toBeUndefined();
        return entries.map(({ sequence }) => sequence);
      };
      expect(await find({})).toEqual([1, 2, 3, 4, 5]);
      expect(await find({}, "desc")).toEqual([5, 4, 3, 2, 1]);
      expect(await find({ actor: "ada@clinic.example" })).toEqual([3, 4]);
      expect(await find({ actor: "ada" })).toEqual([]);
      expect(await find({ action: "event.reveal" }, "desc")).toEqual([4, 2]);
      expect(await find({ action: "*.re*" })).toEqual([2, 3, 4]);
      expect(await find({ action: "api_key.*" })).toEqual([5]);
      expect(await find({ action: "apixkey.*" })).toEqual([]);
      expect(await find({ resourceKind: "event" })).toEqual([2, 4]);
      expect(await find({ resourceNames: ["evt_1", "qua_1"] }, "desc")).toEqual([5, 3, 2]);
      expect(await find({ resourceNames: ["evt_1"], resourceKind: "event" })).toEqual([2]);
      expect(await find({ resourceNames: [] })).toEqual([]);
      expect(await find({ from: now })).toEqual([4, 5]);
      expect(await find({ from: 1_000_001, to: now - 1 }, "desc")).toEqual([3]);
      expect(await find({ to: 1_000_000 })).toEqual([1, 2]);
    });

    test("is read in pages from either end, none of its entries twice or left out", async () => {
      const scenario = await Scenario.start(harness);
      const { audit } = scenario.store;
      const { id } = scenario.organization;
      for (let count = 0; count < 6; count += 1) await audit.note(noteOf(id));
      const readAll = async (filter: AuditFilter, order: "asc" | "desc"): Promise<readonly number[]> => {
        const found: number[] = [];
        let after: number | undefined;
        do {
          const more = after === undefined ? {} : { after };
          const { entries, next } = await audit.search(id, { filter, order, limit: 2, ...more });
          found.push(...entries.map(({ sequence }) => sequence));
          after = next;
        } while (after !== undefined);
        return found;
      };
      expect(await readAll({}, "asc")).toEqual([1, 2, 3, 4, 5, 6, 7]);
      expect(await readAll({}, "desc")).toEqual([7, 6, 5, 4, 3, 2, 1]);
      expect(await readAll({ resourceNames: ["evt_1"] }, "desc")).toEqual([7, 6, 5, 4, 3, 2]);
      expect(await readAll({ action: "event.read" }, "asc")).toEqual([]);
    });

    test("finds nothing of another organization", async () => {
      const south = organizationDocument({
        name: "southside",
        sources: [sourceDocument({ path: "/in/southside/inbox" })],
      });
      const scenario = await Scenario.start(harness, { organizations: [organizationDocument(), south] });
      const { organizations } = await scenario.store.loadConfiguration();
      const other = organizations.find(({ name }) => name === "southside");
      if (other === undefined) throw new Error("southside is missing");
      await scenario.store.audit.note(noteOf(scenario.organization.id));
      for (const filter of [{ action: "event.*" }, { resourceNames: ["evt_1"] }]) {
        const { entries } = await scenario.store.audit.search(other.id, { filter, order: "asc", limit: 10 });
        expect(entries).toEqual([]);
      }
    });

    test("verifies against a checkpoint of any moment, and against none of another chain", async () => {
      const scenario = await Scenario.start(harness);
      const { audit } = scenario.store;
      const { id } = scenario.organization;
      const checkpoint = await audit.checkpoint(id);
      await audit.note(noteOf(id));
      expect(await audit.verify(id, checkpoint)).toEqual({ isIntact: true, entries: 2 });
      const foreign = { sequence: 2, hash: checkpoint.hash };
      expect(await audit.verify(id, foreign)).toMatchObject({ isIntact: false, fault: "altered" });
      const ahead = { sequence: 9, hash: checkpoint.hash };
      expect(await audit.verify(id, ahead)).toMatchObject({ isIntact: false, fault: "truncated" });
    });

    test("is verified in parts, each from where the one before has ended", async () => {
      const scenario = await Scenario.start(harness);
      const { audit } = scenario.store;
      const id = scenario.organization.id;
      for (let count = 0; count < 6; count += 1) await audit.note(noteOf(id));
      const end = await audit.checkpoint(id);
      const reached: number[] = [];
      let after: AuditCheckpoint | undefined;
      let verdict: AuditVerdict | undefined;
      while (verdict === undefined) {
        const part = await audit.verifyPart(id, { maxEntries: 3, ...(after !== undefined && { after }) });
        reached.push(part.reached.sequence);
        ({ reached: after, verdict } = part);
      }
      expect(verdict).toEqual({ isIntact: true, entries: end.sequence });
      expect(reached.length).toBe(Math.floor(end.sequence / 3) + 1);
      expect(after).toEqual(end);
    });
  });

  describe("API keys", () => {
    test("are found by their hash until and after they are revoked, and every change is audited", async () => {
      const scenario = await Scenario.start(harness);
      const { access, audit } = scenario.store;
      const organizationId = scenario.organization.id;
      expect(await access.hasApiKeys()).toBe(false);
      const wanted = { organizationId, name: "ci", role: "operator", keyHash: keyHash(1) } as const;
      expect(await access.createApiKey(actor, wanted)).toMatchObject({ outcome: "created" });
      expect(await access.createApiKey(actor, { ...wanted, keyHash: keyHash(2) })).toEqual({
        outcome: "name_taken",
      });
      const key = await access.findApiKey(keyHash(1));
      if (key === undefined) throw new Error("the key is missing");
      expect(key).toMatchObject({ name: "ci", role: "operator", organizationId });
      expect(await access.findApiKey(keyHash(2))).toBeUndefined();
      expect(await access.revokeApiKey(actor, key)).toBe(true);
      expect(await access.revokeApiKey(actor, key)).toBe(false);
      expect(await access.findApiKey(keyHash(1))).toMatchObject({ revokedAt: expect.any(Number) as number });
      expect(await access.createApiKey(actor, { ...wanted, keyHash: keyHash(2) })).toMatchObject({
        outcome: "created",
      });
      const entries = await audit.list(organizationId, { afterPosition: 1, limit: 10 });
      expect(entries.map(({ action }) => action)).toEqual([
        "api_key.create",
        "api_key.revoke",
        "api_key.create",
      ]);
      expect(await access.listApiKeys(organizationId)).toHaveLength(2);
    });

    test("an organization is added once, with the first entry of its own chain", async () => {
      const scenario = await Scenario.start(harness);
      const { organizations, audit } = scenario.store;
      const [first, second] = await Promise.all([
        organizations.ensure(actor, "added"),
        organizations.ensure(actor, "added"),
      ]);
      expect(second).toEqual(first);
      expect(await organizations.list()).toContainEqual(first);
      expect(await audit.list(first.id, { afterPosition: 0, limit: 10 })).toMatchObject([
        { sequence: 1, action: "organization.create", resource: { name: "added" } },
      ]);
    });

    test("know when they were last used", async () => {
      let now = 1_000_000;
      const scenario = await Scenario.start(harness, undefined, { now: () => now });
      const { access } = scenario.store;
      const organizationId = scenario.organization.id;
      await access.createApiKey(actor, { organizationId, name: "a", role: "viewer", keyHash: keyHash(1) });
      const find = async (): Promise<NonNullable<Awaited<ReturnType<typeof access.findApiKey>>>> => {
        const key = await access.findApiKey(keyHash(1));
        if (key === undefined) throw new Error("the key is missing");
        return key;
      };
      await access.noteApiKeyUse(await find());
      expect(await find()).toMatchObject({ lastUsedAt: 1_000_000 });
      now += 59_999;
      await access.noteApiKeyUse(await find());
      expect(await find()).toMatchObject({ lastUsedAt: 1_000_000 });
      now += 1;
      await access.noteApiKeyUse(await find());
      expect(await find()).toMatchObject({ lastUsedAt: 1_060_000 });
    });

    test("are made once under one idempotency key, however often it is asked at once", async () => {
      const scenario = await Scenario.start(harness);
      const { access } = scenario.store;
      const organizationId = scenario.organization.id;
      const key = { organizationId, idempotencyKey: "client-chosen", request: "POST /x {}" };
      const create = (filler: number): ReturnType<typeof access.createApiKey> =>
        access.createApiKey(
          actor,
          { organizationId, name: `k${filler}`, role: "viewer", keyHash: keyHash(filler) },
          { key, answer: ({ name }) => ({ made: name }) },
        );
      const outcomes = await Promise.all([create(1), create(2), create(3)]);
      expect(outcomes.filter(({ outcome }) => outcome === "created")).toHaveLength(1);
      expect(await access.listApiKeys(organizationId)).toHaveLength(1);
      expect(await access.findAnswer(key)).toEqual({ found: "same_request", answer: { made: "k1" } });
      expect(await access.findAnswer({ ...key, request: "POST /y {}" })).toEqual({ found: "other_request" });
      expect(await access.findAnswer({ ...key, idempotencyKey: "another" })).toBeUndefined();
    });

    test("forget old answers", async () => {
      let now = 1_000_000;
      const scenario = await Scenario.start(harness, undefined, { now: () => now });
      const { access } = scenario.store;
      const organizationId = scenario.organization.id;
      const key = { organizationId, idempotencyKey: "k", request: "r" };
      await access.createApiKey(
        actor,
        { organizationId, name: "a", role: "viewer", keyHash: keyHash(1) },
        { key, answer: () => null },
      );
      now += 100;
      expect(await access.purgeAnswers(100)).toBe(0);
      now += 1;
      expect(await access.purgeAnswers(100)).toBe(1);
      expect(await access.findAnswer(key)).toBeUndefined();
    });
  });
}
