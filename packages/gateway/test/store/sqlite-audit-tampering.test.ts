import { expect, test } from "vitest";
import type { Database } from "../../src/store/sqlite/driver.ts";
import { seededRandom } from "../support/seeded-random.ts";
import { Scenario } from "./scenario.ts";
import { databaseOf, sqliteHarness } from "./sqlite-harness.ts";

const ENTRIES = 30;
const TAMPERINGS = 1000;

const TEXT_COLUMNS = ["actor_kind", "actor_name", "action", "resource_kind", "resource_name"];
const BLOB_COLUMNS = ["sealed_details", "hash"];

interface Drawing {
  readonly database: Database;
  readonly organizationId: number;
  /** A whole number from 0 to below the bound. */
  readonly draw: (bound: number) => number;
}

/** Ways to change history behind the gateway's back, each on entries drawn at random. */
const tamperings: Readonly<Record<string, (drawing: Drawing) => void>> = {
  "edits a text": ({ database, draw }) => {
    const column = TEXT_COLUMNS[draw(TEXT_COLUMNS.length)];
    run(
      database,
      `UPDATE audit_entries SET ${column} = ${column} || 'x' WHERE sequence = ?`,
      draw(ENTRIES) + 1,
    );
  },
  "moves a time": ({ database, draw }) => {
    run(
      database,
      "UPDATE audit_entries SET at = at - ? WHERE sequence = ?",
      draw(1e6) + 1,
      draw(ENTRIES) + 1,
    );
  },
  "flips a byte": ({ database, draw }) => {
    const column = BLOB_COLUMNS[draw(BLOB_COLUMNS.length)];
    const sequence = draw(ENTRIES) + 1;
    const row = database
      .prepare(`SELECT ${column} AS bytes FROM audit_entries WHERE sequence = ?`)
      .get(sequence);
    const { bytes } = row as { readonly bytes: Uint8Array };
    const index = draw(bytes.length);
    bytes[index] = (bytes[index] ?? 0) ^ (1 << draw(8));
    run(database, `UPDATE audit_entries SET ${column} = ? WHERE sequence = ?`, bytes, sequence);
  },
  "deletes an entry": ({ database, draw }) => {
    run(database, "DELETE FROM audit_entries WHERE sequence = ?", draw(ENTRIES) + 1);
  },
  "deletes an entry and closes the gap": ({ database, draw }) => {
    const sequence = draw(ENTRIES - 1) + 1;
    run(database, "DELETE FROM audit_entries WHERE sequence = ?", sequence);
    for (let later = sequence + 1; later <= ENTRIES; later += 1) {
      run(database, "UPDATE audit_entries SET sequence = ? WHERE sequence = ?", later - 1, later);
    }
  },
  "exchanges two entries": ({ database, draw }) => {
    const one = draw(ENTRIES) + 1;
    const other = ((one + draw(ENTRIES - 1)) % ENTRIES) + 1;
    run(database, "UPDATE audit_entries SET sequence = 0 WHERE sequence = ?", one);
    run(database, "UPDATE audit_entries SET sequence = ? WHERE sequence = ?", one, other);
    run(database, "UPDATE audit_entries SET sequence = ? WHERE sequence = 0", other);
  },
  "cuts off the end": ({ database, draw }) => {
    run(database, "DELETE FROM audit_entries WHERE sequence > ?", draw(ENTRIES));
  },
  "adds an entry of its own": ({ database }) => {
    run(
      database,
      `INSERT INTO audit_entries SELECT organization_id, sequence + 1, at, actor_kind, actor_name, action, resource_kind,
         resource_name, sealed_details, data_key_id, hash FROM audit_entries WHERE sequence = ?`,
      ENTRIES,
    );
  },
};

function run(database: Database, sql: string, ...values: readonly (number | Uint8Array)[]): void {
  database.prepare(sql).run(...values);
}

test(`finds ${TAMPERINGS} random tamperings with a chain, and none with one that was left alone`, async () => {
  const scenario = await Scenario.start(sqliteHarness);
  const { audit } = scenario.store;
  const organizationId = scenario.organization.id;
  for (let entry = 1; entry < ENTRIES; entry += 1) {
    await audit.note({
      organizationId,
      actor: { kind: "api_key", name: "on-call", address: "192.0.2.7" },
      action: "event.reveal",
      resource: { kind: "event", name: `evt_${entry}` },
      reason: `reason ${entry}`,
    });
  }
  const checkpoint = await audit.checkpoint(organizationId);
  const database = databaseOf(scenario);
  database.exec("CREATE TABLE kept AS SELECT * FROM audit_entries");
  const random = seededRandom(20_261_122);
  const draw = (bound: number): number => random.between(0, bound - 1);
  const kinds = Object.keys(tamperings);
  const unnoticed: string[] = [];
  for (let round = 0; round < TAMPERINGS; round += 1) {
    const kind = kinds[round % kinds.length] ?? "";
    database.exec("BEGIN IMMEDIATE");
    tamperings[kind]?.({ database, organizationId, draw });
    database.exec("COMMIT");
    const verdict = await audit.verify(organizationId, checkpoint);
    if (verdict.isIntact) unnoticed.push(`${round}: ${kind}`);
    database.exec(
      "BEGIN IMMEDIATE; DELETE FROM audit_entries; INSERT INTO audit_entries SELECT * FROM kept; COMMIT",
    );
  }
  expect(unnoticed).toEqual([]);
  expect(await audit.verify(organizationId, checkpoint)).toEqual({ isIntact: true, entries: ENTRIES });
  // Without a checkpoint kept elsewhere, a chain that was cut off is whole: the control that the checkpoint is needed.
  run(database, "DELETE FROM audit_entries WHERE sequence > 20");
  expect(await audit.verify(organizationId)).toEqual({ isIntact: true, entries: 20 });
});
