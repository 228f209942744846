import { onTestFinished, expect, test } from "vitest";
import { PostgresDatabase } from "../../../src/store/postgres/database.ts";
import { prepareRows } from "../../../src/store/postgres/prepare-rows.ts";
import { prepare } from "../../../src/store/postgres/query.ts";
import { createDatabase } from "../../support/postgres/create-database.ts";

interface Thing {
  readonly id: number;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly endsAt: number | null;
}

const LIMITS = { answerMs: 10_000, totalMs: 20_000 };
/** Two whole statements and a part of a third. */
const ROWS = 4500;

/** Texts that mean something inside a list of Postgres. */
const names = ['"', "\\", "{}", "NULL", "a,b", " ", "", "ä€"];

const put = prepareRows<Thing>(
  { id: "bigint", name: "text", bytes: "bytea", endsAt: "bigint" },
  (rows) => `INSERT INTO things (id, name, bytes, ends_at) SELECT * FROM ${rows}`,
);
const list = prepare<Thing>(`SELECT id, name, bytes, ends_at AS "endsAt" FROM things ORDER BY id`);

async function openWithThings(): Promise<PostgresDatabase> {
  const database = new PostgresDatabase({ url: await createDatabase(), isPreparing: true });
  onTestFinished(() => database.close());
  await database.inTransaction(LIMITS, (transaction) =>
    transaction.script("CREATE TABLE things (id bigint PRIMARY KEY, name text, bytes bytea, ends_at bigint)"),
  );
  return database;
}

test("rows come back as they were written, however many", async () => {
  const database = await openWithThings();
  const things = Array.from({ length: ROWS }, (_, id) => ({
    id,
    name: names[id % names.length] ?? "",
    bytes: Buffer.from([0, id % 256, 0x5c, 0x78]),
    endsAt: id % 2 === 0 ? null : Number.MAX_SAFE_INTEGER,
  }));
  expect(await database.inTransaction(LIMITS, (transaction) => put(transaction, things))).toBe(ROWS);
  expect(await database.inTransaction(LIMITS, (transaction) => list.all(transaction))).toEqual(things);
});

test("no rows change nothing", async () => {
  const database = await openWithThings();
  expect(await database.inTransaction(LIMITS, (transaction) => put(transaction, []))).toBe(0);
});
