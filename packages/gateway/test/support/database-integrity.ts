import { join } from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";

/** The database in a data directory. */
export function databasePath(dataDirectory: string): string {
  return join(dataDirectory, "countersign.db");
}

/** What SQLite itself says of the database in a data directory that nobody has open: "ok", or what is damaged. */
export function databaseIntegrity(dataDirectory: string): string {
  const database = new DatabaseSync(databasePath(dataDirectory), { readOnly: true });
  try {
    const rows = database.prepare("PRAGMA integrity_check").all() as readonly {
      readonly integrity_check: string;
    }[];
    return rows.map((row) => row.integrity_check).join("; ");
  } finally {
    database.close();
  }
}
