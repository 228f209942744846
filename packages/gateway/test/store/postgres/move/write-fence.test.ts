import { expect, test } from "vitest";
import { runMove, runUndo } from "../../../../src/run-move.ts";
import { movedTables } from "../../../../src/store/move/moved-tables.ts";
import { createDatabase } from "../../../support/postgres/create-database.ts";
import { connect } from "../../postgres-gateways.ts";
import { postgresHarness } from "../../postgres-harness.ts";
import { Scenario } from "../../scenario.ts";

/** A row violates a check constraint (Postgres manual, appendix A). */
const CHECK_VIOLATION = "23514";

test("a database that was moved away refuses changes itself, until the move is taken back", async () => {
  const scenario = await Scenario.start(postgresHarness);
  await scenario.acceptMany(1);
  await scenario.store.close();
  const places = { from: scenario.place, to: await createDatabase({ isEmpty: true }) };
  await runMove(places);
  const client = await connect(scenario.place);
  const change = "UPDATE deliveries SET token = token + 1";
  await expect(client.query(change)).rejects.toMatchObject({ code: CHECK_VIOLATION });
  const fences = await client.query<{ readonly name: string }>(
    "SELECT conrelid::regclass::text AS name FROM pg_constraint WHERE conname = 'moved_away' ORDER BY 1",
  );
  expect(fences.rows.map(({ name }) => name)).toEqual(movedTables.map(({ name }) => name).toSorted());
  await runUndo(places);
  await expect(client.query(change)).resolves.toMatchObject({ rowCount: 1 });
});
