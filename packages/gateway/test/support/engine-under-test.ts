import { resolve } from "node:path";
import { afterAll } from "vitest";
import { databaseNameOf, dropDatabase, makeDatabase } from "./postgres/create-database.ts";

export type EngineName = "sqlite" | "postgres";

/** Where the gateways of this run store: on SQLite, or with `TEST_ENGINE=postgres` on Postgres. */
export const engineUnderTest: EngineName = engineNamed(process.env["TEST_ENGINE"] ?? "sqlite");

/** By data folder, the URL of the database that stands for it. */
const databases = new Map<string, Promise<string>>();

afterAll(async () => {
  for (const url of databases.values()) await dropDatabase(await url);
});

/**
 * The Postgres database that belongs to a data folder: made when it is first asked for, the same as long as the test file
 * runs, so that a gateway that is started again on the folder finds what it had stored.
 */
export function databaseOf(dataDirectory: string): Promise<string> {
  const folder = resolve(dataDirectory);
  const url = databases.get(folder) ?? makeDatabase();
  databases.set(folder, url);
  return url;
}

/** The settings that put the store of a data folder onto the engine under test. */
export async function databaseSettings(dataDirectory: string): Promise<{ readonly database?: string }> {
  return engineUnderTest === "sqlite" ? {} : { database: await databaseOf(dataDirectory) };
}

/** The same as arguments of `serve`. */
export async function databaseFlags(dataDirectory: string): Promise<readonly string[]> {
  return engineUnderTest === "sqlite" ? [] : [`--database=${await databaseOf(dataDirectory)}`];
}

/** Gives a data folder a copy of the database of another one, which nobody may have open. */
export async function copyDatabase(from: string, to: string): Promise<void> {
  const original = await databaseOf(from);
  databases.set(resolve(to), makeDatabase(databaseNameOf(original)));
  await databaseOf(to);
}

/** What only one of the engines has. A test of it runs on that engine alone; each says what shows the same of the other. */
const particulars = {
  // Any number of gateways share a Postgres: test/many.
  "a lock on its folder": "sqlite",
  // A Postgres has no limit of ours: store-read-only.test.ts lets it refuse to write.
  "a largest size": "sqlite",
  // A Postgres that is away is asked again for ever: database-trouble.test.ts.
  "a writer that can die": "sqlite",
  // A Postgres checks its files at its own start.
  "a file that may be none of its own": "sqlite",
  // SQLite is part of the gateway; for its troubles see store-full.test.ts and store-trouble.test.ts.
  "a server": "postgres",
} as const satisfies Readonly<Record<string, EngineName>>;

/** Whether the engine under test has what only one of them has. */
export function engineHas(particular: keyof typeof particulars): boolean {
  return particulars[particular] === engineUnderTest;
}

function engineNamed(name: string): EngineName {
  if (name === "sqlite" || name === "postgres") return name;
  throw new Error(`TEST_ENGINE: expected sqlite or postgres, found ${name}`);
}
