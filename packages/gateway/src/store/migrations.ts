import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { GatewayError } from "../errors.ts";

/** Plain SQL lies beside the code and is part of the package; the same way up from `src` and from `dist`. */
const MIGRATIONS = new URL("../../migrations/", import.meta.url);
const FILE_NAME = /^([0-9]{4})_[a-z0-9_]+\.sql$/;

export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

export interface AppliedMigration {
  readonly number: number;
  readonly checksum: string;
}

/** The migrations of this installation for one engine, in order. */
export function readMigrations(
  engine: "sqlite" | "postgres",
  directory: URL = new URL(`${engine}/`, MIGRATIONS),
): readonly Migration[] {
  const names = readdirSync(directory).filter((name) => FILE_NAME.test(name));
  return names.sort().map((name) => ({
    number: Number(FILE_NAME.exec(name)?.[1]),
    name,
    sql: readFileSync(new URL(name, directory), "utf8"),
  }));
}

/** What tells that a migration reads as it did when it was run. */
export function checksumOf({ sql }: Migration): string {
  return createHash("sha256").update(sql).digest("hex");
}

/**
 * The migrations that a database has still to run.
 *
 * @throws GatewayError `schema_too_new` for a database that has run migrations this installation does not have;
 * `schema_changed` when one it has run reads differently here.
 */
export function missingMigrations(
  migrations: readonly Migration[],
  applied: readonly AppliedMigration[],
): readonly Migration[] {
  const newest = migrations.at(-1)?.number ?? 0;
  const found = Math.max(0, ...applied.map(({ number }) => number));
  if (found > newest) {
    throw new GatewayError(
      "schema_too_new",
      `the database is at schema ${found}; this version knows ${newest}`,
    );
  }
  const checksums = new Map(applied.map(({ number, checksum }) => [number, checksum]));
  return migrations.filter((migration) => {
    const known = checksums.get(migration.number);
    if (known !== undefined && known !== checksumOf(migration)) {
      throw new GatewayError(
        "schema_changed",
        `migration ${migration.name} is not the one the database has run`,
      );
    }
    return known === undefined;
  });
}
