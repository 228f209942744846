import { onTestFinished } from "vitest";
import type { Engine } from "../../src/store/engine.ts";
import { PostgresDatabase } from "../../src/store/postgres/database.ts";
import { postgresEngine } from "../../src/store/postgres/postgres-engine.ts";
import type { Store } from "../../src/store/store.ts";
import { postgresHarness } from "./postgres-harness.ts";
import { Scenario, openUntilTestEnds } from "./scenario.ts";
import type { OpenOptions } from "./scenario.ts";

/** The store of another gateway on the scenario's database. */
export function openBeside({ place }: Scenario, options: OpenOptions = {}): Promise<Store> {
  return openUntilTestEnds(postgresHarness, place, options);
}

/** Engines of several gateways on one database, without stores that keep what they have read. */
export async function openEngines(count: number): Promise<readonly Engine[]> {
  const { place } = await Scenario.start(postgresHarness);
  return Array.from({ length: count }, () => {
    const engine = postgresEngine(new PostgresDatabase({ url: place, isPreparing: true }));
    onTestFinished(() => engine.close());
    return engine;
  });
}
