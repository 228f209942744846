import { parentPort, receiveMessageOnPort, workerData } from "node:worker_threads";
import { GatewayError } from "../../errors.ts";
import { openConnection } from "./connection.ts";
import { dedupeIndex } from "./dedupe.ts";
import { lockDirectory } from "./directory-lock.ts";
import type { DirectoryLock } from "./directory-lock.ts";
import type { Database } from "./driver.ts";
import { voidLeases } from "./leases.ts";
import { checkMasterKeys } from "./master-key-check.ts";
import type { SentError, WriterData, WriterReply, WriterRequest } from "./messages.ts";
import { readMigrations } from "../migrations.ts";
import { migrate } from "./migrate.ts";
import { checkOpening } from "./move/move-marks.ts";
import { prepareOperations } from "./operations.ts";
import type { Operations } from "./operations.ts";
import { sharesTransactions } from "./shares-transactions.ts";
import { inTransaction } from "./transaction.ts";

/** The writer thread: owns the database file, carries out one call after the other, answers after COMMIT. */
interface Writer {
  readonly lock: DirectoryLock;
  readonly database: Database;
  readonly operations: Operations;
}

function open(data: WriterData): Writer {
  const lock = lockDirectory(data.dataDirectory);
  try {
    const database = openConnection(data);
    migrate(database, readMigrations("sqlite"), data.now);
    inTransaction(database, () => {
      checkOpening(database);
      checkMasterKeys(database, data.masterKeyFingerprints);
      voidLeases(database, data.now);
    });
    return { lock, database, operations: prepareOperations(database, dedupeIndex(database)) };
  } catch (error) {
    lock.release();
    throw error;
  }
}

type Call = Exclude<WriterRequest, { name: "close" }>;

/** Calls that share a transaction at most, so that those behind them need not wait for long. */
const MAX_SHARING = 8;

function serve(writer: Writer): void {
  parentPort?.on("message", (first: WriterRequest) => {
    for (let next: WriterRequest | undefined = first; next !== undefined;) {
      if (next.name === "close") return close(writer, next.id);
      if (sharesTransactions(next)) {
        next = carryOutTogether(writer, next);
      } else {
        carryOut(writer, next);
        next = waiting();
      }
    }
  });
}

/** The next call that has arrived already. */
function waiting(): WriterRequest | undefined {
  if (parentPort === null) return undefined;
  const received: { readonly message: WriterRequest } | undefined = receiveMessageOnPort(parentPort);
  return received?.message;
}

/**
 * Syncs once for this call and those that arrive before its end. Where one fails, all are undone and each is carried out
 * alone. Gives the next call that is not one of them.
 */
function carryOutTogether(writer: Writer, first: Call): WriterRequest | undefined {
  const calls = [first];
  const results: unknown[] = [];
  let next: WriterRequest | undefined;
  try {
    inTransaction(writer.database, () => {
      results.push(operationOf(writer, first)());
      for (next = waiting(); calls.length < MAX_SHARING && sharesTransactions(next); next = waiting()) {
        calls.push(next);
        results.push(operationOf(writer, next)());
      }
    });
  } catch {
    // The last of them is `next` where it is the one that failed.
    const rest = next === calls.at(-1) ? waiting() : next;
    for (const call of calls) carryOut(writer, call);
    return rest;
  }
  calls.forEach(({ id }, index) => reply({ kind: "done", id, result: results[index] as never }));
  return next;
}

function carryOut(writer: Writer, call: Call): void {
  const run = operationOf(writer, call);
  try {
    // A log cannot be written back from within a transaction.
    const result = call.name === "flushDeleted" ? run() : inTransaction(writer.database, run);
    reply({ kind: "done", id: call.id, result });
  } catch (error) {
    reply({ kind: "failed", id: call.id, error: toSentError(error) });
  }
}

function operationOf({ operations }: Writer, { name, input }: Call): () => never {
  // The table of operations has for each name the function of that name's input.
  const operation = operations[name] as ((...input: readonly unknown[]) => never) | undefined;
  // Not an answer but the end of the thread: the two sides are not of one build.
  if (operation === undefined) throw new Error("the writer knows no such operation");
  return () => operation(...input);
}

function close({ lock, database }: Writer, id: number): void {
  database.close();
  lock.release();
  reply({ kind: "done", id, result: undefined });
  parentPort?.close();
}

function reply(message: WriterReply): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread's port, not a window
  parentPort?.postMessage(message);
}

/** Messages of SQLite name tables and columns, never values. */
function toSentError(error: unknown): SentError {
  if (error instanceof GatewayError) return { code: error.code, message: error.message };
  const message = error instanceof Error ? error.message : "unknown";
  return { code: "store_unavailable", message: `the database refused: ${message}` };
}

try {
  serve(open(workerData as WriterData));
  reply({ kind: "opened" });
} catch (error) {
  reply({ kind: "refused", error: toSentError(error) });
}
