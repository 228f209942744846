import type { PoolClient } from "pg";
import { commit } from "./commit.ts";
import type { Statement, Transaction, Value } from "./query.ts";

/** How long a transaction may take, in milliseconds. */
export interface TimeLimits {
  /** For each answer of the database. */
  readonly answerMs: number;
  /** For the whole of it, waiting for a connection included. */
  readonly totalMs: number;
}

/**
 * Between two statements a gateway only plans the next one, however long the first one took. One that says nothing for so
 * long stands still or has vanished, and must not keep others from the rows that it has locked.
 */
const MAX_IDLE_MS = 5000;

/** What undoes a transaction without being a failure: its result is the caller's. */
export class Undone<Result> extends Error {
  readonly result: Result;

  constructor(result: Result) {
    super("undone on purpose");
    this.result = result;
  }
}

/**
 * Opens a transaction with its limits, in one round trip. They are of this transaction alone: a pooler may give the
 * connection to somebody else after it. Waiting for a lock ends before the statement does, so that the error says which
 * of the two it was. A transaction that its client has forgotten must not keep others from their rows.
 */
export function beginning({ answerMs }: TimeLimits): string {
  const lockMs = Math.ceil(answerMs * 0.8);
  return (
    `BEGIN; SET LOCAL statement_timeout = ${answerMs}; SET LOCAL lock_timeout = ${lockMs}; ` +
    // Compiling takes longer than any of our statements runs.
    `SET LOCAL idle_in_transaction_session_timeout = ${Math.min(MAX_IDLE_MS, answerMs * 2)}; SET LOCAL jit = off`
  );
}

/** A transaction on one connection. */
export class ClientTransaction implements Transaction {
  readonly #client: PoolClient;
  readonly #isPreparing: boolean;
  #isOver = false;
  #isCommitted = false;
  readonly #within: <Result>(answer: Promise<Result>) => Promise<Result>;

  constructor(
    client: PoolClient,
    options: {
      readonly isPreparing: boolean;
      /** Rejects when the answer takes too long. */
      readonly within: <Result>(answer: Promise<Result>) => Promise<Result>;
    },
  ) {
    this.#client = client;
    this.#isPreparing = options.isPreparing;
    this.#within = options.within;
  }

  async query({ sql, name }: Statement, values: readonly Value[]): ReturnType<Transaction["query"]> {
    const statement = {
      text: sql,
      values: [...values],
      ...(this.#isPreparing && name !== undefined && { name }),
    };
    this.#checkOpen();
    const { rows, rowCount } = await this.#within(this.#client.query(statement));
    return { rows, rowCount: rowCount ?? 0 };
  }

  /** Whether COMMIT was sent and answered. */
  get isCommitted(): boolean {
    return this.#isCommitted;
  }

  async closing<Result>(statements: () => Promise<Result>): Promise<Result> {
    const answering = statements();
    const committing = this.commit();
    // Told by the statement that failed, where one did.
    committing.catch(() => {});
    const result = await answering;
    await committing;
    return result;
  }

  /** Resolves when all is durable. */
  async commit(): Promise<void> {
    const committing = commit(this.#client, this.#within);
    this.#isOver = true;
    await committing;
    this.#isCommitted = true;
  }

  async rollback(): Promise<void> {
    this.#isOver = true;
    await this.#within(this.#client.query("ROLLBACK"));
  }

  async script(sql: string): Promise<readonly (readonly unknown[])[]> {
    this.#checkOpen();
    // With more than one statement the driver gives a list of results, of which its types know nothing.
    const answer: unknown = await this.#within(this.#client.query(sql));
    const results = Array.isArray(answer) ? answer : [answer];
    return results.map(({ rows }: { readonly rows: readonly unknown[] }) => rows);
  }

  /** A statement behind the end would be committed alone, or be part of another transaction on this connection. */
  #checkOpen(): void {
    if (this.#isOver) throw new Error("the transaction is over");
  }
}
