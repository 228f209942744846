import type { OrganizationRow } from "../configuration-rows.ts";

/** Whether the organizations that are there are those that a change was planned on, each with its version of then. */
export function isAsExpected(
  present: readonly OrganizationRow[],
  expected: readonly OrganizationRow[],
): boolean {
  const versions = new Map(present.map(({ id, configVersion }) => [id, configVersion]));
  if (versions.size !== expected.length) return false;
  return expected.every(({ id, configVersion }) => versions.get(id) === configVersion);
}
