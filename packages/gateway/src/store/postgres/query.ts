import { createHash } from "node:crypto";

/** What Postgres takes and gives as the value of a column; a 64-bit number that is not an id or a time goes as bigint. */
export type Value =
  | number
  | bigint
  | string
  | boolean
  | Uint8Array
  | null
  | readonly (number | bigint | string | Uint8Array | null)[];

/**
 * Carries out statements in one transaction, one after the other. A statement is sent when it is asked for, also while the
 * one before it is under way: those that do not need each other's results are asked for at once and cost one round trip.
 */
export interface Transaction {
  query(statement: Statement, values: readonly Value[]): Promise<QueryResult>;
  /** Several statements without parameters in one round trip; gives the rows of each. Only numbers may be written into them. */
  script(sql: string): Promise<readonly (readonly unknown[])[]>;
  /**
   * Sends COMMIT right behind the last statements, which `statements` asks for before it first waits. Where one of them
   * fails, the database has undone the transaction by the time it reads the COMMIT.
   */
  closing<Result>(statements: () => Promise<Result>): Promise<Result>;
}

export interface Statement {
  readonly sql: string;
  /**
   * The same for the same text in every process, so that a pooler may share what was prepared. Undefined where the
   * statement is not to be prepared.
   */
  readonly name: string | undefined;
}

export interface QueryResult {
  readonly rows: readonly unknown[];
  readonly rowCount: number;
}

/** One statement. `Row` is what its SELECT list or RETURNING clause names; the SQL beside it is the proof. */
export interface Query<Row = never> {
  /** Gives the number of rows changed. */
  run(transaction: Transaction, ...values: readonly Value[]): Promise<number>;
  get(transaction: Transaction, ...values: readonly Value[]): Promise<Row | undefined>;
  all(transaction: Transaction, ...values: readonly Value[]): Promise<readonly Row[]>;
}

/** Enough of a digest that two statements never share a name. */
const NAME_DIGITS = 20;

export function prepare<Row = never>(sql: string): Query<Row> {
  const name = `cs_${createHash("sha256").update(sql).digest("hex").slice(0, NAME_DIGITS)}`;
  return queryOf({ sql, name });
}

/**
 * A statement whose best plan depends on its values, as that of a list with its filters. Once a statement was prepared and
 * run a few times, the database may plan it for any values at all: then the few events of one organization are looked for
 * among the many of all others.
 */
export function planEachTime<Row = never>(sql: string): Query<Row> {
  return queryOf({ sql, name: undefined });
}

function queryOf<Row>(statement: Statement): Query<Row> {
  return {
    run: async (transaction, ...values) => (await transaction.query(statement, values)).rowCount,
    get: async (transaction, ...values) =>
      (await transaction.query(statement, values)).rows[0] as Row | undefined,
    all: async (transaction, ...values) =>
      (await transaction.query(statement, values)).rows as readonly Row[],
  };
}
