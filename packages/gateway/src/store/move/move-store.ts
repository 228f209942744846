import { randomUUID } from "node:crypto";
import { GatewayError } from "../../errors.ts";
import { compareTable } from "./compare-table.ts";
import type { ComparedTable } from "./compare-table.ts";
import { copyTable } from "./copy-table.ts";
import { checkMark } from "./move-mark.ts";
import type { MoveSide } from "./move-side.ts";
import { planTables } from "./table-plan.ts";
import type { TablePlan } from "./table-plan.ts";

/** Two thousand rows are written in tens of milliseconds, and a commit for each batch costs little beside that. */
const DEFAULT_MAX_BATCH_ROWS = 2000;

export interface MoveEnds {
  readonly source: MoveSide;
  readonly target: MoveSide;
}

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
  const { source, target } = ends;
  const { maxBatchRows: maxRows = DEFAULT_MAX_BATCH_ROWS, onProgress = () => {} } = options;
  const moveId = await begin(ends);
  const plans = planTables(target.engine);
  const totals = await countTables(source, plans);
  const progress = await target.readProgress();
  const tell = (
    phase: MoveProgress["phase"],
    { name }: TablePlan,
    rows: number,
  ): ((more: number) => void) => {
    let count = rows;
    const report = (more: number): void => {
      count += more;
      onProgress({ phase, table: name, rows: count, totalRows: totals.get(name) ?? 0 });
    };
    report(0);
    return report;
  };
  for (const plan of plans) {
    const before = progress.get(plan.name) ?? 0;
    await copyTable(plan, ends, { before, maxRows, onRows: tell("copying", plan, before) });
  }
  await target.writeCounters(await source.readCounters());

  const tables: ComparedTable[] = [];
  for (const plan of plans) {
    tables.push(await compareTable(plan, ends, { maxRows, onRows: tell("comparing", plan, 0) }));
  }
  await compareCounters(ends);
  // In this order: between the two no store opens, and both would in the other.
  await source.writeMark({ moveId, role: "source", isComplete: true });
  await target.writeMark({ moveId, role: "target", isComplete: true });
  return { moveId, tables };
}

/** Marks both ends, or finds them marked by a call that was cut off. Gives the id of the move. */
async function begin({ source, target }: MoveEnds): Promise<string> {
  const from = await source.readMark();
  const to = await target.readMark();
  if (from?.role === "source" && to?.role === "target" && from.moveId === to.moveId) return from.moveId;
  // One that was begun with a target that is empty begins anew: whatever else was a target of it is none any more.
  if (from?.role !== "source" || from.isComplete) checkMark(from);
  if ((await source.countRows("meta")) === 0) {
    throw new GatewayError("move_source_empty", "no gateway has ever opened the store that is to be moved");
  }
  await checkEmpty(target);
  const moveId = randomUUID();
  await source.writeMark({ moveId, role: "source", isComplete: false });
  await target.writeMark({ moveId, role: "target", isComplete: false });
  return moveId;
}

async function checkEmpty(target: MoveSide): Promise<void> {
  for (const [table, rows] of await countTables(target, planTables(target.engine))) {
    if (rows === 0) continue;
    throw new GatewayError("move_target_not_empty", `table ${table} of the target has rows of its own`);
  }
}

/** How many rows each table of a store has, by its name. */
export async function countTables(
  side: MoveSide,
  plans: readonly TablePlan[] = planTables(side.engine),
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const { name } of plans) counts.set(name, await side.countRows(name));
  return counts;
}

async function compareCounters({ source, target }: MoveEnds): Promise<void> {
  const wanted = await source.readCounters();
  const found = await target.readCounters();
  for (const name of target.counters) {
    if (found[name] < wanted[name]) throw new GatewayError("move_differs", `counter ${name}: it is behind`);
  }
}
