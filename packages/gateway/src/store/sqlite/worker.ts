import { parentPort, workerData } from "node:worker_threads";
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

function serve(writer: Writer): void {
  parentPort?.on("message", (request: WriterRequest) => {
    if (request.name === "close") close(writer, request.id);
    else carryOut(writer, request);
  });
}

function carryOut(
  { database, operations }: Writer,
  request: Exclude<WriterRequest, { name: "close" }>,
): void {
  // The table of operations has for each name the function of that name's input.
  const operation = operations[request.name] as ((...input: readonly unknown[]) => never) | undefined;
  // Not an answer but the end of the thread: the two sides are not of one build.
  if (operation === undefined) throw new Error("the writer knows no such operation");
  try {
    const run = (): never => operation(...request.input);
    // A log cannot be written back from within a transaction.
    const result = request.name === "flushDeleted" ? run() : inTransaction(database, run);
    reply({ kind: "done", id: request.id, result });
  } catch (error) {
    reply({ kind: "failed", id: request.id, error: toSentError(error) });
  }
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
