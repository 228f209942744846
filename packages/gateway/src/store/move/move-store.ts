import { GatewayError } from "../../errors.ts";
import { beginMove } from "./begin-move.ts";
import { compareTable } from "./compare-table.ts";
import type { ComparedTable } from "./compare-table.ts";
import { copyTable } from "./copy-table.ts";
import { countTables } from "./count-tables.ts";
import type { MoveEnds } from "./move-side.ts";
import { planTables } from "./table-plan.ts";

/** Two thousand rows are written in tens of milliseconds, and a commit for each batch costs little beside that. */
const DEFAULT_MAX_BATCH_ROWS = 2000;

export interface MoveProgress {
  readonly phase: "copying" | "comparing";
  readonly table: string;
  /** Of this table. */
  readonly rows: number;
  readonly totalRows: number;
}

export interface MoveOptions {
  /** Rows a transaction, at most. Default 2000. */
  readonly maxBatchRows?: number;
  /** Told when a table is begun and after each batch. */
  readonly onProgress?: (progress: MoveProgress) => void;
}

export interface MoveResult {
  readonly moveId: string;
  readonly tables: readonly ComparedTable[];
}

/** Begins to tell of one table, of which so many rows are done; what it gives is told how many more. */
type Teller = (phase: MoveProgress["phase"], table: string, rows: number) => (more: number) => void;

interface Work {
  readonly maxRows: number;
  readonly tell: Teller;
}

/**
 * Copies a store into an empty database, compares both row by row, and only then lets gateways open the new one; the old
 * one stays closed to them. Sealed rows are copied as they are, under the same ids.
 *
 * Cut off at any point, calling it again goes on where it was. From its beginning to its end neither store opens; at no
 * time do both.
 *
 * @throws GatewayError `move_target_not_empty`, `move_source_empty`, `moved_away`, `move_incomplete` where the source is
 * itself half of another move, `move_differs`, `database_in_use`, `store_unavailable`.
 */
export async function moveStore(ends: MoveEnds, options: MoveOptions = {}): Promise<MoveResult> {
  const { maxBatchRows: maxRows = DEFAULT_MAX_BATCH_ROWS, onProgress = () => {} } = options;
  const moveId = await beginMove(ends);
  const work = { maxRows, tell: createTeller(onProgress, await countTables(ends.source)) };
  await copyAll(ends, work);
  const tables = await compareAll(ends, work);
  // In this order: between the two no store opens, and both would in the other.
  await ends.source.writeMark({ moveId, role: "source", isComplete: true });
  await ends.target.writeMark({ moveId, role: "target", isComplete: true });
  return { moveId, tables };
}

function createTeller(
  onProgress: (progress: MoveProgress) => void,
  totals: ReadonlyMap<string, number>,
): Teller {
  return (phase, table, rows) => {
    let count = rows;
    const tellMore = (more: number): void => {
      count += more;
      onProgress({ phase, table, rows: count, totalRows: totals.get(table) ?? 0 });
    };
    tellMore(0);
    return tellMore;
  };
}

async function copyAll(ends: MoveEnds, { maxRows, tell }: Work): Promise<void> {
  const { source, target } = ends;
  const progress = await target.readProgress();
  for (const plan of planTables(target.engine)) {
    const before = progress.get(plan.name) ?? 0;
    await copyTable(plan, ends, { before, maxRows, onRows: tell("copying", plan.name, before) });
  }
  await target.writeCounters(await source.readCounters());
}

async function compareAll(ends: MoveEnds, { maxRows, tell }: Work): Promise<readonly ComparedTable[]> {
  const tables: ComparedTable[] = [];
  for (const plan of planTables(ends.target.engine)) {
    tables.push(await compareTable(plan, ends, { maxRows, onRows: tell("comparing", plan.name, 0) }));
  }
  const wanted = await ends.source.readCounters();
  const found = await ends.target.readCounters();
  for (const name of ends.target.counters) {
    if (found[name] < wanted[name]) throw new GatewayError("move_differs", `counter ${name}: it is behind`);
  }
  return tables;
}
