import type { CounterName, Counters } from "./counters.ts";
import type { MoveMark } from "./move-mark.ts";
import type { Row } from "./row.ts";
import type { EngineName, TablePlan } from "./table-plan.ts";

/** Rows in the order of the table's key. */
export interface RowRange {
  /** Beyond this row; without it from the first on. */
  readonly after?: Row | undefined;
  readonly limit: number;
}

export interface RowsToWrite {
  readonly rows: readonly Row[];
  /** How many rows of the table were written before. */
  readonly before: number;
}

/** One end of a move: a database that nobody else works with. Nothing of what it reads is ever opened. */
export interface MoveSide {
  readonly engine: EngineName;
  /** Those that this engine keeps itself; it has the others from what the tables hold. */
  readonly counters: readonly CounterName[];

  readMark(): Promise<MoveMark | undefined>;
  /** Remembers what it is in a move, or with undefined that it is in none. Where it is the source, its rows cannot be changed from then on. */
  writeMark(mark: MoveMark | undefined): Promise<void>;

  countRows(table: string): Promise<number>;
  /** How many of the rows after this one make a batch: at most `maxRows`, and no more bytes than fit, but at least one. */
  batchSize(
    plan: TablePlan,
    range: { readonly after?: Row | undefined; readonly maxRows: number },
  ): Promise<number>;
  readRows(plan: TablePlan, range: RowRange): Promise<readonly Row[]>;
  /** The last row by the key. */
  readLastRow(plan: TablePlan): Promise<Row | undefined>;

  /** How many rows of each table were written, by the table's name. */
  readProgress(): Promise<ReadonlyMap<string, number>>;
  /**
   * Writes rows and how many there are now, in one transaction.
   *
   * @throws GatewayError `database_in_use` where somebody else has written meanwhile; then nothing was written.
   */
  writeRows(plan: TablePlan, written: RowsToWrite): Promise<void>;

  readCounters(): Promise<Counters>;
  writeCounters(counters: Counters): Promise<void>;

  close(): Promise<void>;
}

/** The two databases of a move. */
export interface MoveEnds {
  readonly source: MoveSide;
  readonly target: MoveSide;
}
