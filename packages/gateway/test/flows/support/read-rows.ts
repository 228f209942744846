import pg from "pg";

/** What a query finds, asked on a connection of the test's own. */
export async function readRows<Row extends object>(database: string, sql: string): Promise<readonly Row[]> {
  const client = new pg.Client({ connectionString: database });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}
