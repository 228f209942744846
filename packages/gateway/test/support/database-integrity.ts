import { open, readdir } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";

const SQLITE_MAGIC = Buffer.from("SQLite format 3\0");

/** What SQLite itself says of the database in a data directory that nobody has open: "ok", or what is damaged. */
export async function databaseIntegrity(dataDirectory: string): Promise<string> {
  const path = await databasePath(dataDirectory);
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    const rows = database.prepare("PRAGMA integrity_check").all() as readonly {
      readonly integrity_check: string;
    }[];
    return rows.map((row) => row.integrity_check).join("; ");
  } finally {
    database.close();
  }
}

/** The one file of the directory that is a SQLite database. */
export async function databasePath(dataDirectory: string): Promise<string> {
  for (const name of await readdir(dataDirectory)) {
    const path = join(dataDirectory, name);
    await using file = await open(path);
    const start = Buffer.alloc(SQLITE_MAGIC.length);
    await file.read(start, 0, start.length, 0);
    if (start.equals(SQLITE_MAGIC)) return path;
  }
  throw new Error("no database in the data directory");
}
