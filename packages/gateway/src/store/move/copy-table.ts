import type { MoveEnds } from "./move-side.ts";
import type { TablePlan } from "./table-plan.ts";

/**
 * Copies the rows of one table that the target does not have yet, batch by batch. Each batch is one transaction with the
 * progress it makes, so that a copy that was cut off goes on after the last whole one.
 *
 * @param before how many rows the target says it has.
 * @param onRows told how many rows more were written.
 */
export async function copyTable(
  plan: TablePlan,
  { source, target }: MoveEnds,
  {
    before,
    maxRows,
    onRows,
  }: { readonly before: number; readonly maxRows: number; readonly onRows: (rows: number) => void },
): Promise<void> {
  let written = before;
  let after = before === 0 ? undefined : await target.readLastRow(plan);
  for (;;) {
    const limit = await source.batchSize(plan, { after, maxRows });
    const rows = await source.readRows(plan, { after, limit });
    if (rows.length === 0) return;
    await target.writeRows(plan, { rows, before: written });
    written += rows.length;
    after = rows.at(-1);
    onRows(rows.length);
  }
}
