import { counterNames } from "../../move/counters.ts";
import type { CounterName, Counters } from "../../move/counters.ts";
import { prepare } from "../query.ts";
import type { Transaction } from "../query.ts";

export const postgresCounters = counterNames;

/** Taken from sequences of the database; the others from the table `sequences`. */
const databaseSequences = {
  events: "event_ids",
  quarantine_positions: "quarantine_positions",
  order_lines: "order_line_ids",
} as const satisfies Readonly<Partial<Record<CounterName, string>>>;

const listRows = prepare<{ readonly name: CounterName; readonly last: number }>(
  "SELECT name, last FROM sequences",
);
const raiseRow = prepare("UPDATE sequences SET last = greatest(last, $1) WHERE name = $2");

export async function readCounters(transaction: Transaction): Promise<Counters> {
  const rows = await listRows.all(transaction);
  const counters: Partial<Record<CounterName, number>> = Object.fromEntries(
    rows.map(({ name, last }) => [name, last]),
  );
  for (const [name, sequence] of Object.entries(databaseSequences)) {
    // A sequence that was never asked stands at the number that it will give first.
    const row = await prepare<{ readonly last: number }>(
      `SELECT CASE WHEN is_called THEN last_value ELSE last_value - 1 END AS last FROM ${sequence}`,
    ).get(transaction);
    // Its keys are names of counters.
    counters[name as keyof typeof databaseSequences] = row?.last ?? 0;
  }
  for (const name of counterNames) {
    if (counters[name] === undefined) throw new Error(`there is no sequence ${name}`);
  }
  // Each of them was looked for.
  return counters as Counters;
}

/** Never sets one back. */
export async function writeCounters(transaction: Transaction, counters: Counters): Promise<void> {
  const present = await readCounters(transaction);
  for (const name of counterNames) {
    const last = counters[name];
    if (last <= present[name]) continue;
    if (name in databaseSequences) {
      const sequence = databaseSequences[name as keyof typeof databaseSequences];
      await prepare(`SELECT setval('${sequence}', $1)`).get(transaction, last);
    } else await raiseRow.run(transaction, last, name);
  }
}
