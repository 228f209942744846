import { Worker } from "node:worker_threads";
import { GatewayError } from "../../errors.ts";
import type { SentError, WriterData, WriterReply } from "./messages.ts";
import type { OperationName } from "../engine-operation.ts";
import type { CallInput, CallOutput } from "./writer-calls.ts";

/** Beside this file once it is built; Node 20 starts no thread from TypeScript. */
const WORKER = new URL("./worker.js", import.meta.url);

interface Call {
  readonly resolve: (result: never) => void;
  readonly reject: (error: GatewayError) => void;
}

/** The main thread's side of the writer thread. */
export class Writer {
  /** Resolves with the cause when the thread has died unasked. */
  readonly failed: Promise<Error>;
  readonly #worker: Worker;
  readonly #calls = new Map<number, Call>();
  #lastId = 0;
  #ended: GatewayError | undefined;
  #cause: Error | undefined;
  #isClosing = false;

  /**
   * Starts the thread and resolves when it has opened the database.
   *
   * @throws GatewayError what kept it from opening: `data_directory_in_use`, `schema_too_new`, `master_key_mismatch`, …
   */
  static async start(data: WriterData): Promise<Writer> {
    const worker = new Worker(WORKER, { workerData: data });
    const exited = new Promise<void>((resolve) => worker.once("exit", () => resolve()));
    try {
      await opened(worker);
    } catch (error) {
      // It ends by itself. Never terminated: SQLite's driver takes the process with it when it is cut off in a call.
      await exited;
      throw error;
    }
    return new Writer(worker);
  }

  private constructor(worker: Worker) {
    this.#worker = worker;
    worker.on("message", (reply: WriterReply) => this.#settle(reply));
    worker.on("error", (error) => {
      this.#cause = error instanceof Error ? error : undefined;
    });
    this.failed = new Promise((resolve) => {
      worker.once("exit", () => {
        const error = this.#end();
        if (!this.#isClosing) resolve(error);
      });
    });
  }

  /** Sends one call. Those of `transfer` move to the writer and are empty here from now on. */
  call<Name extends OperationName>(
    name: Name,
    input: CallInput<Name>,
    transfer: readonly ArrayBuffer[] = [],
  ): Promise<CallOutput<Name>> {
    return this.#send(name, input, transfer);
  }

  /** Ends the thread after the calls before. */
  async close(): Promise<void> {
    if (this.#ended !== undefined) return;
    this.#isClosing = true;
    const exited = new Promise((resolve) => this.#worker.once("exit", resolve));
    // A thread that dies on the way has ended too; what it had answered is committed.
    await this.#send("close", [], []).catch(() => undefined);
    await exited;
  }

  #send<Result>(name: string, input: readonly unknown[], transfer: readonly ArrayBuffer[]): Promise<Result> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise<Result>((resolve, reject) => {
      this.#calls.set(id, { resolve, reject });
      this.#worker.postMessage({ id, name, input }, transfer);
    });
  }

  #settle(reply: WriterReply): void {
    if (reply.kind !== "done" && reply.kind !== "failed") return;
    const call = this.#calls.get(reply.id);
    this.#calls.delete(reply.id);
    if (reply.kind === "failed") call?.reject(toError(reply.error));
    else call?.resolve(reply.result as never);
  }

  #end(): GatewayError {
    const error = new GatewayError("store_unavailable", "the writer thread has ended", {
      cause: this.#cause,
    });
    this.#ended = error;
    for (const call of this.#calls.values()) call.reject(error);
    this.#calls.clear();
    return error;
  }
}

/** Resolves when the thread has opened the database, rejects with what kept it from that. */
function opened(worker: Worker): Promise<void> {
  return new Promise((resolve, reject) => {
    worker.once("error", reject);
    worker.once("exit", () => {
      reject(new GatewayError("store_unavailable", "the writer thread ended while it was starting"));
    });
    worker.once("message", (reply: WriterReply) => {
      if (reply.kind === "refused") reject(toError(reply.error));
      else resolve();
    });
  });
}

function toError({ code, message }: SentError): GatewayError {
  return new GatewayError(code, message);
}
