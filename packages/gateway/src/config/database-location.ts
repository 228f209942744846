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
  | {
      readonly engine: "postgres";
      readonly url: string;
      /** Where the gateways wake each other; undefined where they only look now and then. */
      readonly listenUrl: string | undefined;
    };

/**
 * Where the store is: the folder of an SQLite database, from `--database` as a path or `sqlite:PATH`, else the data
 * folder; or the URL of a Postgres database.
 *
 * @throws GatewayError `database_not_available` for other engines, `settings_invalid` for a URL to listen on that is none
 * of a Postgres database or stands beside another engine. URLs are not repeated: they may hold a password.
 */
export function databaseLocation(settings: {
  readonly data: string;
  readonly database?: string;
  readonly databaseListen?: string;
}): DatabaseLocation {
  const { databaseListen: listenUrl } = settings;
  const location = locationOf(settings);
  if (listenUrl === undefined) return location;
  if (location.engine !== "postgres") {
    throw new GatewayError(
      "settings_invalid",
      "--database-listen: expected beside --database postgres://… only",
    );
  }
  if (!isPostgres(listenUrl)) {
    throw new GatewayError("settings_invalid", "--database-listen: expected postgres://…, found another URL");
  }
  return { ...location, listenUrl };
}

function locationOf({
  data,
  database,
}: {
  readonly data: string;
  readonly database?: string;
}): DatabaseLocation {
  if (database === undefined) return { engine: "sqlite", directory: resolve(data) };
  if (database.startsWith(SQLITE)) {
    const path = database.slice(SQLITE.length).replace(/^\/\/(?=\/)/, "");
    if (path !== "") return { engine: "sqlite", directory: resolve(path) };
  }
  const scheme = WINDOWS_DRIVE.test(database) ? undefined : URL_SCHEME.exec(database)?.[1];
  if (scheme === undefined && database !== "") return { engine: "sqlite", directory: resolve(database) };
  if (isPostgres(database)) return { engine: "postgres", url: database, listenUrl: undefined };
  throw new GatewayError(
    "database_not_available",
    `expected a path, sqlite:PATH or postgres://…, found ${scheme === undefined ? "nothing" : `the scheme ${scheme}`}`,
  );
}

function isPostgres(url: string): boolean {
  return POSTGRES.has(URL_SCHEME.exec(url)?.[1] ?? "") && URL.canParse(url);
}

/** Where the store is, for people: never with a user or a password. */
export function describeDatabase(settings: { readonly data: string; readonly database?: string }): string {
  const location = databaseLocation(settings);
  if (location.engine === "sqlite") return `data ${settings.data}`;
  const { host, pathname } = new URL(location.url);
  return `postgres ${host}${pathname}`;
}
