import { expect, onTestFinished, test } from "vitest";
import pg from "pg";
import { postgresHarness } from "./postgres-harness.ts";
import { Scenario } from "./scenario.ts";

/** What a claim and the record of a success write. */
const CHANGING = ["state", "lease_until", "token", "attempts"];

test("no index of deliveries names a column that changes on the way of one that arrives", async () => {
  const scenario = await Scenario.start(postgresHarness);
  const client = new pg.Client({ connectionString: scenario.place });
  await client.connect();
  onTestFinished(() => client.end());
  // An index depends on its columns, those of its condition included.
  const { rows } = await client.query<{ readonly index: string; readonly column: string }>(
    `SELECT c.relname AS "index", a.attname AS "column" FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
     LEFT JOIN pg_constraint k ON k.conindid = i.indexrelid AND k.conrelid = i.indrelid
     JOIN pg_depend d ON d.objid = coalesce(k.oid, i.indexrelid) AND d.refobjid = i.indrelid
     JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = d.refobjsubid
     WHERE i.indrelid = 'deliveries'::regclass`,
  );
  expect(rows).toContainEqual({ index: "deliveries_pkey", column: "endpoint_id" });
  expect(rows).toContainEqual({ index: "deliveries_put_off", column: "is_waiting" });
  expect(rows.filter(({ column }) => CHANGING.includes(column))).toEqual([]);
});
