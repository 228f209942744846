import { expect, test } from "vitest";
import { countSelected, discardSelected } from "../../../src/receive/quarantine/discard-selected.ts";
import { storeThatKeeps } from "./store-that-keeps.ts";

const ACTOR = { kind: "user", name: "ada@clinic.example" } as const;

test("deletes so many in one call, says where the next goes on, and reaches them all", async () => {
  const { store, organization } = await storeThatKeeps(1003);
  const organizationId = organization.id;
  const all = { organizationId, selection: { filter: {} } };
  expect(await countSelected(store.quarantine, all)).toBe(1003);
  const first = await discardSelected(store.quarantine, ACTOR, all);
  expect(first).toMatchObject({ discarded: 1000, missing: 0 });
  const rest = { organizationId, selection: { filter: {}, after: first.next ?? 0 } };
  expect(await discardSelected(store.quarantine, ACTOR, rest)).toEqual({
    discarded: 3,
    missing: 0,
    next: undefined,
  });
  expect(await store.quarantine.list(organizationId, {}, { order: "asc", limit: 1 })).toEqual([]);
});

test("deletes the others of a list of which one is there no more", async () => {
  const { store, organization } = await storeThatKeeps(3);
  const organizationId = organization.id;
  const listed = await store.quarantine.list(organizationId, {}, { order: "asc", limit: 3 });
  const ids = listed.map(({ quarantineId }) => quarantineId);
  await store.quarantine.discard(ACTOR, { organizationId, quarantineIds: ids.slice(1, 2) });
  const byIds = { organizationId, selection: { ids } };
  expect(await countSelected(store.quarantine, byIds)).toBe(2);
  expect(await discardSelected(store.quarantine, ACTOR, byIds)).toMatchObject({ discarded: 2, missing: 1 });
});
