import type { PlannedColumn, TablePlan } from "./table-plan.ts";

/** How an engine writes what a selection is made of. */
export interface SelectDialect {
  /** The column as it is read, by its own name. */
  readonly read: (column: PlannedColumn) => string;
  /** The column's name in this engine. */
  readonly nameOf: (column: PlannedColumn) => string;
  /** Stands for the value with this number, from 1. */
  readonly parameter: (number: number, type: PlannedColumn["type"]) => string;
  /** How many bytes the column holds; null where it holds none. */
  readonly bytesOf: (column: string) => string;
}

export type Selection = "rows" | "weights" | "last";

/**
 * The statement for rows in the order of the key. Its values are those of the key of the row before the first, where there
 * is one, and how many rows are wanted at most.
 *
 * @param selection `rows`: all columns; `weights`: how many sealed bytes each row has, as `bytes`; `last`: all columns, in
 * the opposite order.
 */
export function selectRows(
  plan: TablePlan,
  dialect: SelectDialect,
  { selection, hasAfter }: { readonly selection: Selection; readonly hasAfter: boolean },
): string {
  // With the table's name: a bare one would mean what was made of the column, such as a hash's digits.
  const key = plan.key.map((column) => `${plan.name}.${dialect.nameOf(column)}`);
  const values = plan.key.map(({ type }, index) => dialect.parameter(index + 1, type));
  const where = hasAfter ? ` WHERE (${key.join(", ")}) > (${values.join(", ")})` : "";
  const direction = selection === "last" ? " DESC" : "";
  const order = key.map((name) => `${name}${direction}`).join(", ");
  const limit = dialect.parameter(hasAfter ? values.length + 1 : 1, "integer");
  return `SELECT ${listOf(plan, dialect, selection)} FROM ${plan.name}${where} ORDER BY ${order} LIMIT ${limit}`;
}

function listOf(plan: TablePlan, dialect: SelectDialect, selection: Selection): string {
  if (selection !== "weights") return plan.columns.map((column) => dialect.read(column)).join(", ");
  const sizes = sealedColumns(plan).map((column) => `coalesce(${dialect.bytesOf(column.name)}, 0)`);
  return `${sizes.join(" + ")} AS bytes`;
}

/** Those that make a row large. */
export function sealedColumns(plan: TablePlan): readonly PlannedColumn[] {
  return plan.columns.filter(({ type }) => type === "sealed");
}
