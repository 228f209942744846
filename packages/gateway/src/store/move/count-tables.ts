import type { MoveSide } from "./move-side.ts";
import { planTables } from "./table-plan.ts";

/** How many rows each table of a store has, by its name. */
export async function countTables(side: MoveSide): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const { name } of planTables(side.engine)) counts.set(name, await side.countRows(name));
  return counts;
}
