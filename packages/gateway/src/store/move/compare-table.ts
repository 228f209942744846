import { createHash } from "node:crypto";
import { GatewayError } from "../../errors.ts";
import type { MoveEnds } from "./move-side.ts";
import type { Row } from "./row.ts";
import { rowText } from "./row-text.ts";
import type { TablePlan } from "./table-plan.ts";

export interface ComparedTable {
  readonly table: string;
  readonly rows: number;
  /** SHA-256 over all rows in the order of the key, in hex: the same at both ends. */
  readonly digest: string;
}

/**
 * Reads one table of both ends side by side, row by row.
 *
 * @param onRows told how many rows more were found alike.
 * @throws GatewayError `move_differs` at the first row that is not the same, is missing, or is too many.
 */
export async function compareTable(
  plan: TablePlan,
  { source, target }: MoveEnds,
  { maxRows, onRows }: { readonly maxRows: number; readonly onRows: (rows: number) => void },
): Promise<ComparedTable> {
  const digest = createHash("sha256");
  let compared = 0;
  let after: Row | undefined;
  for (;;) {
    const limit = await source.batchSize(plan, { after, maxRows });
    const [wanted, found] = await Promise.all([
      source.readRows(plan, { after, limit }),
      target.readRows(plan, { after, limit }),
    ]);
    for (const [index, row] of wanted.entries()) {
      const text = rowText(plan, row);
      const other = found[index];
      if (other === undefined || rowText(plan, other) !== text) {
        throw differs(plan, `row ${compared + index + 1} by the key is not the same`);
      }
      digest.update(text);
    }
    if (wanted.length === 0) break;
    compared += wanted.length;
    after = wanted.at(-1);
    onRows(wanted.length);
  }
  const count = await target.countRows(plan.name);
  if (count !== compared) throw differs(plan, `expected ${compared} rows, found ${count}`);
  return { table: plan.name, rows: compared, digest: digest.digest("hex") };
}

/** Names the place and nothing of what stands there. */
function differs({ name }: TablePlan, what: string): GatewayError {
  return new GatewayError("move_differs", `table ${name}: ${what}`);
}
