import type { DataKeyRows } from "../../secrets/data-keys.ts";
import type { Engine, NewBlob } from "../engine.ts";
import type { OperationInput, OperationOutput } from "./operations.ts";
import type { Writer } from "./writer.ts";

/** The engine on SQLite: hands every call to the writer thread. */
export class SqliteEngine implements Engine {
  readonly failed: Promise<Error>;
  readonly #writer: Writer;

  constructor(writer: Writer) {
    this.#writer = writer;
    this.failed = writer.failed;
  }

  accept(...input: OperationInput<"accept">): Promise<OperationOutput<"accept">> {
    return this.#writer.call("accept", input, memoryOf(input[0].blobs));
  }

  record(...input: OperationInput<"record">): Promise<OperationOutput<"record">> {
    return this.#writer.call("record", input, memoryOf(input[0].blobs));
  }

  claim(...input: OperationInput<"claim">): Promise<OperationOutput<"claim">> {
    return this.#writer.call("claim", input);
  }

  dueEndpoints(...input: OperationInput<"dueEndpoints">): Promise<OperationOutput<"dueEndpoints">> {
    return this.#writer.call("dueEndpoints", input);
  }

  expireLeases(...input: OperationInput<"expireLeases">): Promise<number> {
    return this.#writer.call("expireLeases", input);
  }

  probe(): Promise<void> {
    return this.#writer.call("probe", []);
  }

  reserveIds(...input: OperationInput<"reserveIds">): Promise<number> {
    return this.#writer.call("reserveIds", input);
  }

  reserveSealings(
    ...input: Parameters<DataKeyRows["reserveSealings"]>
  ): ReturnType<DataKeyRows["reserveSealings"]> {
    return this.#writer.call("reserveSealings", input);
  }

  readDataKey(...input: Parameters<DataKeyRows["readDataKey"]>): ReturnType<DataKeyRows["readDataKey"]> {
    return this.#writer.call("readDataKey", input);
  }

  readHashKey(...input: OperationInput<"readHashKey">): Promise<OperationOutput<"readHashKey">> {
    return this.#writer.call("readHashKey", input);
  }

  readConfiguration(): Promise<OperationOutput<"readConfiguration">> {
    return this.#writer.call("readConfiguration", []);
  }

  changeConfiguration(...input: OperationInput<"changeConfiguration">): Promise<boolean> {
    return this.#writer.call("changeConfiguration", input);
  }

  readBlobs(...input: OperationInput<"readBlobs">): Promise<OperationOutput<"readBlobs">> {
    return this.#writer.call("readBlobs", input);
  }

  readEvent(...input: OperationInput<"readEvent">): Promise<OperationOutput<"readEvent">> {
    return this.#writer.call("readEvent", input);
  }

  listEvents(...input: OperationInput<"listEvents">): Promise<OperationOutput<"listEvents">> {
    return this.#writer.call("listEvents", input);
  }

  listDeliveries(...input: OperationInput<"listDeliveries">): Promise<OperationOutput<"listDeliveries">> {
    return this.#writer.call("listDeliveries", input);
  }

  countDeliveries(): Promise<OperationOutput<"countDeliveries">> {
    return this.#writer.call("countDeliveries", []);
  }

  close(): Promise<void> {
    return this.#writer.close();
  }
}

/** Sealed values own their memory, so it can move to the writer instead of being copied. */
function memoryOf(blobs: readonly NewBlob[]): readonly ArrayBuffer[] {
  return blobs.map((blob) => blob.sealed.buffer as ArrayBuffer);
}
