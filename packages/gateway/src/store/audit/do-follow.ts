import type { AuditRow } from "./audit-rows.ts";

/** Where a chain ends: 0 where it has no entry yet. */
export interface ChainEnd {
  readonly organizationId: number;
  readonly sequence: number;
}

/** Whether each of the rows, in their order, is the next one of its chain. */
export function doFollow(rows: readonly AuditRow[], ends: readonly ChainEnd[]): boolean {
  const last = new Map(ends.map(({ organizationId, sequence }) => [organizationId, sequence]));
  return rows.every(({ organizationId, sequence }) => {
    const isNext = sequence === (last.get(organizationId) ?? 0) + 1;
    last.set(organizationId, sequence);
    return isNext;
  });
}
