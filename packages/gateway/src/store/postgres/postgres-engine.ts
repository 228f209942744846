import type { Engine } from "../engine.ts";
import type { OperationInput, OperationName, OperationOutput } from "../engine-operation.ts";
import type { PostgresDatabase } from "./database.ts";
import { operations } from "./operations.ts";
import { limitsOf } from "./time-limits.ts";

/** The engine on Postgres: every call is a transaction of its own. */
export function postgresEngine(database: PostgresDatabase): Engine {
  const names = Object.keys(operations) as readonly OperationName[];
  const calls = names.map((name) => [name, callOf(database, name)] as const);
  // One entry for each name, because the table of operations has one for each.
  const all = Object.fromEntries(calls) as unknown as Pick<Engine, OperationName>;
  return {
    ...all,
    isShared: true,
    // Whatever happens to the database, the next call finds another connection.
    failed: new Promise(() => {}),
    close: () => database.close(),
  };
}

function callOf<Name extends OperationName>(
  database: PostgresDatabase,
  name: Name,
): (...input: OperationInput<Name>) => Promise<OperationOutput<Name>> {
  const operation = operations[name];
  const limits = limitsOf(name);
  return (...input) => database.inTransaction(limits, (transaction) => operation(transaction, ...input));
}
