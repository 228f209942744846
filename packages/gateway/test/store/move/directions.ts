import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { createDatabase } from "../../support/postgres/create-database.ts";
import { postgresHarness } from "../postgres-harness.ts";
import type { StoreHarness } from "../scenario.ts";
import { sqliteHarness } from "../sqlite-harness.ts";

/** From one engine to another. */
export interface Direction {
  readonly from: StoreHarness;
  readonly to: StoreHarness;
  /** A place without any table. */
  readonly emptyPlace: () => Promise<string>;
}

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "countersign-move-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return join(folder, "data");
}

const emptyDatabase = (): Promise<string> => createDatabase({ isEmpty: true });

export const directions: readonly (readonly [name: string, direction: Direction])[] = [
  ["SQLite to Postgres", { from: sqliteHarness, to: postgresHarness, emptyPlace: emptyDatabase }],
  ["Postgres to SQLite", { from: postgresHarness, to: sqliteHarness, emptyPlace: emptyFolder }],
];
