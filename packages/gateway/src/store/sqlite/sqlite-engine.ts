import type { Engine } from "../engine.ts";
import { readClaimed } from "./claimed-rows.ts";
import { operationNames } from "./operation-names.ts";
import type { OperationName } from "../engine-operation.ts";
import type { CallInput, CallOutput, WriterCalls } from "./writer-calls.ts";
import type { Writer } from "./writer.ts";

/** The engine on SQLite: hands every call to the writer thread. */
export function sqliteEngine(writer: Writer): Engine {
  const calls = operationNames.map((name) => [name, callOf(writer, name)] as const);
  // One entry for each name, and the table of names is checked to be complete.
  const operations = Object.fromEntries(calls) as unknown as WriterCalls;
  return {
    ...operations,
    claim: async (request) => readClaimed(await operations.claim(request)),
    record: ({ rows, ...batch }) => operations.record({ ...batch, rows: JSON.stringify(rows) }),
    isShared: false,
    // A function cannot go to another thread, and is not needed: no other process adds to the chains.
    change: (change) => writer.call("change", [change]),
    failed: writer.failed,
    close: () => writer.close(),
  };
}

function callOf<Name extends OperationName>(
  writer: Writer,
  name: Name,
): (...input: CallInput<Name>) => Promise<CallOutput<Name>> {
  return (...input) => writer.call(name, input, memoryOf(input));
}

/** Sealed blobs own their memory, so it can move to the writer instead of being copied. */
function memoryOf(input: readonly unknown[]): readonly ArrayBuffer[] {
  const batch = input[0];
  if (typeof batch !== "object" || batch === null || !("blobs" in batch)) return [];
  const { blobs } = batch as { readonly blobs: readonly { readonly sealed: Uint8Array }[] };
  return blobs.map(({ sealed }) => sealed.buffer as ArrayBuffer);
}
