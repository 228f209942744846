import pg from "pg";
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

/** The engine of a gateway, without a store that keeps what it has read. */
export function openEngine(place: string): Engine {
  const engine = postgresEngine(new PostgresDatabase({ url: place, isPreparing: true }));
  onTestFinished(() => engine.close());
  return engine;
}

/** Engines of several gateways on one database. */
export async function openEngines(count: number): Promise<readonly Engine[]> {
  const { place } = await Scenario.start(postgresHarness);
  return Array.from({ length: count }, () => openEngine(place));
}

/** A connection of the test's own. */
export async function connect(place: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: place });
  await client.connect();
  onTestFinished(() => client.end());
  return client;
}
