import type { Cell, Row } from "../../move/row.ts";
import type { PlannedColumn, TablePlan } from "../../move/table-plan.ts";
import { numberList } from "../number-list.ts";
import type { Value } from "../query.ts";

/** One statement that writes rows of a table, and its values. */
export interface RowsInsert {
  readonly sql: string;
  readonly values: readonly Value[];
}

const listTypes = {
  integer: "bigint",
  hash: "bigint",
  flag: "boolean",
  real: "double precision",
  text: "text",
} as const;

/**
 * One statement for many rows: a list for each column. Bytes go as one binary value for all rows, with the place and length
 * of each, because in a list they would go as digits.
 */
export function insertRows(plan: TablePlan, rows: readonly Row[]): RowsInsert {
  const values: Value[] = [];
  /** Gives the number by which the statement names the value. */
  const add = (value: Value): number => values.push(value);
  const lists: { readonly name: string; readonly sql: string }[] = [];
  const cells = plan.columns.map((column) => {
    const taken = rows.map((row) => row[column.name] ?? null);
    if (column.type !== "bytes" && column.type !== "sealed") {
      const type = listTypes[column.type];
      lists.push({ name: column.name, sql: `$${add(listOf(column, taken))}::${type}[]` });
      return `r.${column.name}`;
    }
    const { bytes, starts, lengths } = joined(taken);
    const whole = add(bytes);
    lists.push({ name: `${column.name}_start`, sql: `$${add(numberList(starts))}::integer[]` });
    lists.push({ name: `${column.name}_length`, sql: `$${add(numberList(lengths))}::integer[]` });
    return `substring($${whole}::bytea FROM r.${column.name}_start FOR r.${column.name}_length)`;
  });
  const names = plan.columns.map(({ name }) => name).join(", ");
  const table = `unnest(${lists.map(({ sql }) => sql).join(", ")}) AS r (${lists.map(({ name }) => name).join(", ")})`;
  return { sql: `INSERT INTO ${plan.name} (${names}) SELECT ${cells.join(", ")} FROM ${table}`, values };
}

function listOf({ type }: PlannedColumn, cells: readonly Cell[]): Value {
  if (type === "text") return cells;
  // What is read of the others is a number, or digits.
  return numberList(cells as readonly (number | null)[]);
}

/** All bytes of a column after each other; the place of each counts from 1, and what is null has no length. */
function joined(cells: readonly Cell[]): {
  readonly bytes: Buffer;
  readonly starts: readonly number[];
  readonly lengths: readonly (number | null)[];
} {
  let end = 1;
  const parts: Uint8Array[] = [];
  const starts: number[] = [];
  const lengths: (number | null)[] = [];
  for (const cell of cells) {
    starts.push(end);
    if (cell instanceof Uint8Array) {
      parts.push(cell);
      end += cell.length;
      lengths.push(cell.length);
    } else lengths.push(null);
  }
  return { bytes: Buffer.concat(parts), starts, lengths };
}
