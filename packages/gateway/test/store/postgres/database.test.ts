import { EventEmitter, once } from "node:events";
import { describe, expect, inject, onTestFinished, test } from "vitest";
import { PostgresDatabase } from "../../../src/store/postgres/database.ts";
import { prepare } from "../../../src/store/postgres/query.ts";
import type { Transaction } from "../../../src/store/postgres/query.ts";
import { administer } from "../../support/postgres/administer.ts";
import { createDatabase, databaseNameOf } from "../../support/postgres/create-database.ts";
import { findPostgres } from "../../support/postgres/postgres-binaries.ts";
import { PostgresServer } from "../../support/postgres/postgres-server.ts";
import { waitUntil } from "../../support/wait-until.ts";
import { connect } from "../postgres-gateways.ts";
import { codeOf } from "../scenario.ts";

const LIMITS = { answerMs: 5000, totalMs: 10_000 };
const insert = prepare("INSERT INTO notes (id) VALUES ($1)");
const count = prepare<{ readonly count: number }>("SELECT count(*) AS count FROM notes");
const breakRule = prepare("INSERT INTO notes (id) VALUES (-1)");

async function openWithNotes(
  url?: string,
): Promise<{ readonly url: string; readonly database: PostgresDatabase }> {
  const own = url ?? (await createDatabase({ isEmpty: true }));
  await administer(own, "CREATE TABLE notes (id bigint PRIMARY KEY CHECK (id >= 0))");
  const database = new PostgresDatabase({ url: own, isPreparing: true, maxConnections: 1 });
  onTestFinished(() => database.close());
  return { url: own, database };
}

async function countNotes(database: PostgresDatabase): Promise<number | undefined> {
  const row = await database.inTransaction(LIMITS, (transaction) => count.get(transaction));
  return row?.count;
}

describe("a transaction on Postgres", () => {
  test.each([
    ["its last statement", (t: Transaction) => t.closing(() => breakRule.run(t))],
    [
      "the first of its last statements",
      (t: Transaction) => t.closing(() => Promise.all([breakRule.run(t), insert.run(t, 2)])),
    ],
    [
      "a statement that nobody waits for",
      async (t: Transaction) => {
        breakRule.run(t).catch(() => {});
        await t.closing(() => Promise.resolve());
      },
    ],
    [
      "a statement that nobody waits for, without a COMMIT of its own",
      async (t: Transaction) => void breakRule.run(t).catch(() => {}),
    ],
  ])("is undone, and is no success, when %s fails and the COMMIT is on its way", async (_what, end) => {
    const { database } = await openWithNotes();
    const outcome = database.inTransaction(LIMITS, async (transaction) => {
      await insert.run(transaction, 1);
      await end(transaction);
    });
    expect(await codeOf(outcome)).toBe("store_unavailable");
    expect(await countNotes(database)).toBe(0);
  });

  test("takes no statement behind its COMMIT, where it would be carried out alone", async () => {
    const { database } = await openWithNotes();
    const outcome = database.inTransaction(LIMITS, async (transaction) => {
      await transaction.closing(() => insert.run(transaction, 1));
      await insert.run(transaction, 2);
    });
    await expect(outcome).rejects.toThrow("the transaction is over");
    expect(await countNotes(database)).toBe(1);
  });

  test("takes no statement after it was undone, on a connection that somebody else may have", async () => {
    const { database } = await openWithNotes();
    const undoing = new EventEmitter();
    const whenUndone = once(undoing, "undone");
    let straggler: Promise<unknown> = Promise.resolve();
    const outcome = database.inTransaction(LIMITS, async (transaction) => {
      straggler = whenUndone.then(() => insert.run(transaction, 1));
      await breakRule.run(transaction);
    });
    expect(await codeOf(outcome)).toBe("store_unavailable");
    undoing.emit("undone");
    await expect(straggler).rejects.toThrow("the transaction is over");
  });

  test("is not taken for durable when its wait for a standby is cancelled", async () => {
    const server = await PostgresServer.start({ binaries: await findPostgres() });
    onTestFinished(() => server.stop());
    const { database } = await openWithNotes(server.url());
    await administer(server.url(), "ALTER SYSTEM SET synchronous_standby_names = 'nobody'");
    await administer(server.url(), "SELECT pg_reload_conf()");
    const outcome = codeOf(
      database.inTransaction(LIMITS, (transaction) => transaction.closing(() => insert.run(transaction, 1))),
    );
    const observer = await connect(server.url());
    await waitUntil("the wait is cancelled", async () => {
      const { rowCount } = await observer.query(
        "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'",
      );
      return rowCount === 1;
    });
    expect(await outcome).toBe("store_unavailable");
  });

  test("finds the database writable again after it was not", async () => {
    const { url, database } = await openWithNotes();
    const setReadOnly = (value: string): Promise<void> =>
      administer(
        inject("postgresUrl"),
        `ALTER DATABASE ${databaseNameOf(url)} SET default_transaction_read_only = ${value}`,
      );
    await setReadOnly("on");
    const write = (): Promise<number> => database.inTransaction(LIMITS, (t) => insert.run(t, 1));
    expect(await codeOf(write())).toBe("store_unavailable");
    await setReadOnly("off");
    expect(await write()).toBe(1);
  });
});
