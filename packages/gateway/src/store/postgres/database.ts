import { Pool, types } from "pg";
import type { PoolClient } from "pg";
import { GatewayError } from "../../errors.ts";
import { LateAnswer, withinTime } from "../../within-time.ts";
import { isReadOnly, isTransient, toStoreError } from "./database-error.ts";
import { dropConnection } from "./drop-connection.ts";
import type { Transaction } from "./query.ts";
import { ClientTransaction, Undone, beginning } from "./transaction.ts";
import type { TimeLimits } from "./transaction.ts";

/** As many as work in one moment: two batches each of events and outcomes, claims, and what the API asks. */
const DEFAULT_MAX_CONNECTIONS = 12;

/** A connection that answers the network but not us is given up as early as one that does not come about. */
const CONNECT_TIMEOUT_MS = 1500;

/** Connections that nothing needs are closed; a burst opens them again. */
const IDLE_TIMEOUT_MS = 30_000;

/** Another transaction had the same rows in another order, or the engine asks for the whole again. */
const MAX_TRIES = 4;

/** Object id of `int8`, which the driver gives as text because it may not fit a number; ids and times always do. */
const INT8 = 20;

/** What a gateway calls itself, by which a move sees that one is connected. */
export const GATEWAY_NAME = "countersign";

export interface DatabaseOptions {
  /** `postgres://…` */
  readonly url: string;
  /** Default 12. */
  readonly maxConnections?: number;
  /** Whether statements are prepared once per connection. False where a pooler hands out another connection each time. */
  readonly isPreparing: boolean;
  /** What whoever looks at the server's connections sees. Default: the gateway's. */
  readonly applicationName?: string;
}

/** Connections to one database, and transactions on them that end in time. */
export class PostgresDatabase {
  readonly #pool: Pool;
  readonly #isPreparing: boolean;
  readonly #underWay = new Set<Promise<unknown>>();
  #isClosing = false;

  constructor(options: DatabaseOptions) {
    const {
      url,
      maxConnections = DEFAULT_MAX_CONNECTIONS,
      isPreparing,
      applicationName = GATEWAY_NAME,
    } = options;
    this.#isPreparing = isPreparing;
    this.#pool = new Pool({
      connectionString: url,
      max: maxConnections,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      idleTimeoutMillis: IDLE_TIMEOUT_MS,
      keepAlive: true,
      // A statement goes out before the one ahead of it is answered: a round trip to the database costs as much as its work.
      pipeline: true,
      application_name: applicationName,
      types: { getTypeParser: parserOf },
    });
    // An idle connection that breaks leaves the pool by itself; whoever needs one gets another.
    this.#pool.on("error", () => {});
    // One that breaks while it is in use rejects what was asked of it, and says so once more: nobody else would listen, and
    // what nobody listens to ends the process.
    this.#pool.on("connect", (client) => client.on("error", () => {}));
  }

  /**
   * Runs `work` in one transaction, which is durable when this resolves and undone when it rejects. Tried again where
   * the database says that doing so helps.
   *
   * @throws GatewayError `store_unavailable`; after a connection that broke during COMMIT the rows may be there.
   */
  async inTransaction<Result>(
    limits: TimeLimits,
    work: (transaction: Transaction) => Promise<Result>,
  ): Promise<Result> {
    if (this.#isClosing) throw new GatewayError("store_unavailable", "the store is closed");
    const running = this.#untilDone(limits, work);
    this.#underWay.add(running);
    try {
      return await running;
    } finally {
      this.#underWay.delete(running);
    }
  }

  /** Resolves when every connection is closed, after the transactions that were begun, and those that wait for a connection. */
  async close(): Promise<void> {
    this.#isClosing = true;
    await Promise.allSettled(this.#underWay);
    await this.#pool.end();
  }

  async #untilDone<Result>(
    limits: TimeLimits,
    work: (transaction: Transaction) => Promise<Result>,
  ): Promise<Result> {
    const endsAt = performance.now() + limits.totalMs;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#tryOnce(limits, endsAt, work);
      } catch (error) {
        if (attempt === MAX_TRIES || !isTransient(error)) throw toStoreError(error);
      }
    }
  }

  async #tryOnce<Result>(
    limits: TimeLimits,
    endsAt: number,
    work: (transaction: Transaction) => Promise<Result>,
  ): Promise<Result> {
    const client = await withinTime(this.#pool.connect(), remaining(endsAt), release);
    const within = <Answer>(answer: Promise<Answer>): Promise<Answer> =>
      withinTime(answer, Math.min(limits.answerMs, remaining(endsAt)));
    const transaction = new ClientTransaction(client, { isPreparing: this.#isPreparing, within });
    try {
      const beginsWith = transaction.script(beginning(limits));
      // What fails because this did is told by the statement behind it.
      beginsWith.catch(() => {});
      const result = await work(transaction);
      await beginsWith;
      if (!transaction.isCommitted) await transaction.commit();
      client.release();
      return result;
    } catch (error) {
      await undo(client, transaction, error);
      if (error instanceof Undone) return error.result as Result;
      throw error;
    }
  }
}

/**
 * Takes back what was done. A connection on which that does not go well is not used again, and neither is one on which an
 * answer is late: whatever is still under way on it ends with it. Nor one to a server that takes no writes: after a failover
 * there is another one, which only a new connection finds.
 */
async function undo(client: PoolClient, transaction: ClientTransaction, error: unknown): Promise<void> {
  if (error instanceof LateAnswer || isReadOnly(error)) return dropConnection(client);
  try {
    await transaction.rollback();
  } catch {
    return dropConnection(client);
  }
  client.release();
}

function release(client: PoolClient): void {
  client.release();
}

function remaining(endsAt: number): number {
  return Math.max(1, endsAt - performance.now());
}

function parserOf(oid: number, format?: "text" | "binary"): (value: string) => unknown {
  return oid === INT8 ? Number : (types.getTypeParser(oid, format ?? "text") as (value: string) => unknown);
}
