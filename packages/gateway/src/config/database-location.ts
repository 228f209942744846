import { resolve } from "node:path";
import { GatewayError } from "../errors.ts";

const SQLITE = "sqlite:";
const URL_SCHEME = /^([a-z][a-z0-9+.-]*):/i;
/** `C:\data` is a path, not a scheme. */
const WINDOWS_DRIVE = /^[a-z]:[\\/]/i;

/**
 * The folder of the SQLite database: that of `--database` as a path or `sqlite:PATH`, else the data folder.
 *
 * @throws GatewayError `database_not_available` for other engines. The URL is not repeated: it may hold a password.
 */
export function databaseDirectory(settings: { readonly data: string; readonly database?: string }): string {
  const { data, database } = settings;
  if (database === undefined) return resolve(data);
  if (database.startsWith(SQLITE)) {
    const path = database.slice(SQLITE.length).replace(/^\/\/(?=\/)/, "");
    if (path !== "") return resolve(path);
  }
  const scheme = WINDOWS_DRIVE.test(database) ? undefined : URL_SCHEME.exec(database)?.[1];
  if (scheme === undefined && database !== "") return resolve(database);
  throw new GatewayError(
    "database_not_available",
    `expected a path or sqlite:PATH, found ${scheme === undefined ? "nothing" : `the scheme ${scheme}`}; this engine is not yet available`,
  );
}
