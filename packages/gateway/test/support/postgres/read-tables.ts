import pg from "pg";

export interface StoredTable {
  readonly table: string;
  /** All its values, one after the other, as they are stored: neither compressed nor written in another alphabet. */
  readonly bytes: Buffer;
}

/** Reads every table of a database, whoever else has it open. */
export async function readTables(url: string): Promise<readonly StoredTable[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ readonly name: string }>(
      "SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()",
    );
    const tables: StoredTable[] = [];
    for (const { name } of rows) {
      const found = await client.query<unknown[]>({
        text: `SELECT * FROM ${pg.escapeIdentifier(name)}`,
        rowMode: "array",
      });
      tables.push({ table: name, bytes: Buffer.concat(found.rows.flat().map(bytesOf)) });
    }
    return tables;
  } finally {
    await client.end();
  }
}

/** Ends with a zero, so that no two values make up what neither of them holds. */
function bytesOf(value: unknown): Buffer {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  const bytes = Buffer.isBuffer(value) ? value : Buffer.from(text);
  return Buffer.concat([bytes, Buffer.alloc(1)]);
}
