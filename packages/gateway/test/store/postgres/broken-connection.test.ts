import { expect, test } from "vitest";
import { prepare } from "../../../src/store/postgres/query.ts";
import { PostgresDatabase } from "../../../src/store/postgres/database.ts";
import { createDatabase } from "../../support/postgres/create-database.ts";
import { connect } from "../postgres-gateways.ts";
import { codeOf } from "../scenario.ts";

const LIMITS = { answerMs: 5000, totalMs: 10_000 };
const whoAmI = prepare<{ readonly pid: number }>("SELECT pg_backend_pid() AS pid");

test("a connection that breaks while a transaction has it rejects that transaction and nothing else", async () => {
  const url = await createDatabase();
  const beside = await connect(url);
  const database = new PostgresDatabase({ url, isPreparing: true, maxConnections: 1 });
  try {
    const broken = database.inTransaction(LIMITS, async (transaction) => {
      const pid = (await whoAmI.get(transaction))?.pid;
      await beside.query("SELECT pg_terminate_backend($1, 5000)", [pid]);
      // An error that nobody listens to would end the process, and here the run.
      await whoAmI.get(transaction);
    });
    expect(await codeOf(broken)).toBe("store_unavailable");
    expect(await codeOf(database.inTransaction(LIMITS, (transaction) => whoAmI.get(transaction)))).toBe(
      "no error",
    );
  } finally {
    await database.close();
  }
});
