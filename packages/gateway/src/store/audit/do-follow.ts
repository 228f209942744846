import type { AuditRow, AuditTail } from "./audit-rows.ts";

/** Whether each of the rows, in their order, is the next one of its chain. */
export function doFollow(rows: readonly AuditRow[], ends: ReadonlyMap<number, AuditTail>): boolean {
  const last = new Map([...ends].map(([organizationId, { sequence }]) => [organizationId, sequence]));
  return rows.every(({ organizationId, sequence }) => {
    const isNext = sequence === (last.get(organizationId) ?? 0) + 1;
    last.set(organizationId, sequence);
    return isNext;
  });
}
