import { DatabaseSync as PackagedDatabase } from "@photostructure/sqlite";

/** What SQLite takes and gives as the value of a column. */
export type Value = number | bigint | string | Uint8Array | null;

/** The part of `DatabaseSync` that the store uses; `node:sqlite` and its stand-in are alike in it. */
export interface Database {
  exec(sql: string): void;
  prepare(sql: string): Statement;
  readonly isTransaction: boolean;
  close(): void;
}

export interface Statement {
  run(...values: readonly Value[]): { readonly changes: number | bigint };
  get(...values: readonly Value[]): unknown;
  all(...values: readonly Value[]): unknown[];
}

type DatabaseConstructor = new (path: string, options: { readonly timeout: number }) => Database;

/** Older versions can corrupt a database when a write and a WAL reset meet (sqlite.org, release notes of 3.51.3). */
const OLDEST_SAFE_VERSION = [3, 51, 3] as const;

/** Opens a database with `node:sqlite` where Node has one that is new enough, else with the packaged drop-in. */
export function openDatabase(path: string, busyTimeoutMs: number): Database {
  const Constructor = builtInDatabase() ?? PackagedDatabase;
  return new Constructor(path, { timeout: busyTimeoutMs });
}

function builtInDatabase(): DatabaseConstructor | undefined {
  // Asked for by name at run time, because Node 20 does not know the module.
  const builtIn: { readonly DatabaseSync?: DatabaseConstructor } | undefined =
    process.getBuiltinModule("node:sqlite");
  if (builtIn?.DatabaseSync === undefined) return undefined;
  return isSafeVersion(process.versions["sqlite"]) ? builtIn.DatabaseSync : undefined;
}

function isSafeVersion(version: string | undefined): boolean {
  const parts = (version ?? "0").split(".").map(Number);
  for (const [index, oldest] of OLDEST_SAFE_VERSION.entries()) {
    const part = parts[index] ?? 0;
    if (part !== oldest) return part > oldest;
  }
  return true;
}
