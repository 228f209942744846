import { expect, test } from "vitest";
import type { AuditRow } from "../../../src/store/audit/audit-rows.ts";
import { doFollow } from "../../../src/store/audit/do-follow.ts";

const hash = new Uint8Array(32);
const ends = new Map([[1, { sequence: 7, hash }]]);

function rowOf(organizationId: number, sequence: number): AuditRow {
  const named = { actorKind: "api_key", actorName: "a", action: "a.b", resourceKind: "r", resourceName: "r" };
  return { organizationId, sequence, at: 0, ...named, sealedDetails: hash, dataKeyId: 1, hash };
}

test.each([
  ["no entries", []],
  ["the next entry", [rowOf(1, 8)]],
  ["the first entry of a chain", [rowOf(2, 1)]],
  ["entries of two chains in turn", [rowOf(1, 8), rowOf(2, 1), rowOf(1, 9), rowOf(2, 2)]],
])("%s can be added", (_what, rows) => {
  expect(doFollow(rows, ends)).toBe(true);
});

test.each([
  ["an entry that is there", [rowOf(1, 7)]],
  ["an entry after a gap", [rowOf(1, 9)]],
  ["a second first entry", [rowOf(2, 1), rowOf(2, 1)]],
  ["an entry of a chain that has none before it", [rowOf(2, 8)]],
  ["entries in the wrong order", [rowOf(1, 9), rowOf(1, 8)]],
])("%s cannot be added", (_what, rows) => {
  expect(doFollow(rows, ends)).toBe(false);
});
