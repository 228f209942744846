import { describe, expect, test } from "vitest";
import type { AuditVerdict } from "../../src/store/audit/audit-store.ts";
import { Aging, DAY_MS, actor } from "./aging.ts";
import { databaseOf, sqliteHarness } from "./sqlite-harness.ts";

/** A log whose first six entries were deleted for their age; five are left. */
async function startPurged(): Promise<Aging> {
  const aging = await Aging.start(sqliteHarness);
  const { organizationId } = aging;
  const resource = { kind: "event", name: "evt_1" };
  const note = (): Promise<void> =>
    aging.scenario.store.audit.note({ organizationId, actor, action: "event.reveal", resource });
  for (let index = 0; index < 5; index += 1) await note();
  aging.now += 2193 * DAY_MS;
  for (let index = 0; index < 4; index += 1) await note();
  await aging.purge();
  return aging;
}

/** What verifying says after the change, which whoever can write to the file but lacks the keys may make. */
async function verdictAfter(sql: string): Promise<AuditVerdict> {
  const aging = await startPurged();
  databaseOf(aging.scenario).exec(sql);
  return aging.scenario.store.audit.verify(aging.organizationId);
}

describe("an audit log whose oldest entries were deleted for their age", () => {
  test("is intact as it is", async () => {
    // The control of those below.
    expect(await verdictAfter("SELECT 1")).toEqual({ isIntact: true, entries: 11 });
  });

  test.each([
    ["another entry is deleted", "DELETE FROM audit_entries WHERE sequence = 7", "missing"],
    ["the anchor is deleted", "DELETE FROM audit_anchors", "missing"],
    [
      "another entry is deleted and the anchor moved to it",
      `UPDATE audit_anchors SET sequence = 7, hash = (SELECT hash FROM audit_entries WHERE sequence = 7);
       DELETE FROM audit_entries WHERE sequence = 7`,
      "altered",
    ],
    ["the anchor says another hash", "UPDATE audit_anchors SET hash = zeroblob(32)", "altered"],
    ["an entry is changed", "UPDATE audit_entries SET action = 'event.list' WHERE sequence = 8", "altered"],
  ])("is found out when %s", async (_, sql, fault) => {
    expect(await verdictAfter(sql)).toMatchObject({ isIntact: false, fault });
  });
});
