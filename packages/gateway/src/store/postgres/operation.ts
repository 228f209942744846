import type { OperationInput, OperationName, OperationOutput } from "../engine-operation.ts";
import type { Transaction } from "./query.ts";

/** One call of the engine, carried out inside one transaction. */
export type Operation<Name extends OperationName> = (
  transaction: Transaction,
  ...input: OperationInput<Name>
) => Promise<OperationOutput<Name>>;

export type Operations = { readonly [Name in OperationName]: Operation<Name> };
