import type { GatewayErrorCode } from "../../errors.ts";
import type { OperationName } from "../engine-operation.ts";
import type { CallInput, CallOutput } from "./writer-calls.ts";

/** What the writer thread is started with. */
export interface WriterData {
  readonly dataDirectory: string;
  /** Of every master key that is known; the first is the one to begin with. */
  readonly masterKeyFingerprints: readonly Uint8Array[];
  readonly now: number;
  readonly maxDatabaseBytes?: number;
}

/** From the main thread: one call, or the wish to end. */
export type WriterRequest =
  | {
      readonly [Name in OperationName]: {
        readonly id: number;
        readonly name: Name;
        readonly input: CallInput<Name>;
      };
    }[OperationName]
  | { readonly id: number; readonly name: "close" };

/** An error on its way between threads, which keep neither class nor code of it. */
export interface SentError {
  readonly code: GatewayErrorCode;
  readonly message: string;
}

/** From the writer: that the database is open, or the outcome of one call after its COMMIT. */
export type WriterReply =
  | { readonly kind: "opened" }
  | { readonly kind: "refused"; readonly error: SentError }
  | {
      readonly kind: "done";
      readonly id: number;
      readonly result: CallOutput<OperationName> | undefined;
    }
  | { readonly kind: "failed"; readonly id: number; readonly error: SentError };
