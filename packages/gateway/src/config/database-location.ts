import { resolve } from "node:path";
import { GatewayError } from "../errors.ts";

const SQLITE = "sqlite:";
/** Both are in use, as for Postgres's own programs. */
const POSTGRES: ReadonlySet<string> = new Set(["postgres", "postgresql"]);
const URL_SCHEME = /^([a-z][a-z0-9+.-]*):/i;
/** `C:\data` is a path, not a scheme. */
const WINDOWS_DRIVE = /^[a-z]:[\\/]/i;

export type DatabaseLocation =
  | { readonly engine: "sqlite"; readonly directory: string }
  | { readonly engine: "postgres"; readonly url: string };

/**
 * Where the store is: the folder of an SQLite database, from `--database` as a path or `sqlite:PATH`, else the data
 * folder; or the URL of a Postgres database.
 *
 * @throws GatewayError `database_not_available` for other engines. The URL is not repeated: it may hold a password.
 */
export function databaseLocation(settings: {
  readonly data: string;
  readonly database?: string;
}): DatabaseLocation {
  const { data, database } = settings;
  if (database === undefined) return { engine: "sqlite", directory: resolve(data) };
  if (database.startsWith(SQLITE)) {
    const path = database.slice(SQLITE.length).replace(/^\/\/(?=\/)/, "");
    if (path !== "") return { engine: "sqlite", directory: resolve(path) };
  }
  const scheme = WINDOWS_DRIVE.test(database) ? undefined : URL_SCHEME.exec(database)?.[1];
  if (scheme === undefined && database !== "") return { engine: "sqlite", directory: resolve(database) };
  if (scheme !== undefined && POSTGRES.has(scheme) && URL.canParse(database)) {
    return { engine: "postgres", url: database };
  }
  throw new GatewayError(
    "database_not_available",
    `expected a path, sqlite:PATH or postgres://…, found ${scheme === undefined ? "nothing" : `the scheme ${scheme}`}`,
  );
}
