import type { Cell, Row } from "./row.ts";
import type { TablePlan } from "./table-plan.ts";

/** A row as a text that no other row of its table has: texts and bytes with their length before them. */
export function rowText(plan: TablePlan, row: Row): string {
  let text = "";
  for (const { name } of plan.columns) text += cellText(row[name] ?? null);
  return text;
}

function cellText(cell: Cell): string {
  if (cell === null) return "-;";
  if (typeof cell === "number") return `${cell};`;
  if (typeof cell === "string") return `${cell.length}:${cell};`;
  return `${cell.length}#${Buffer.from(cell.buffer, cell.byteOffset, cell.length).toString("base64")};`;
}
