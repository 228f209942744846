import { describe, expect, onTestFinished, test } from "vitest";
import { openDatabase } from "../../src/store/sqlite/driver.ts";
import type { Database } from "../../src/store/sqlite/driver.ts";
import { readMigrations } from "../../src/store/migrations.ts";
import type { Migration } from "../../src/store/migrations.ts";
import { migrate } from "../../src/store/sqlite/migrate.ts";
import { Scenario, codeOf } from "./scenario.ts";
import { sqliteHarness } from "./sqlite-harness.ts";

const NOW = 1000;

function emptyDatabase(): Database {
  const database = openDatabase(":memory:", 0);
  onTestFinished(() => database.close());
  return database;
}

function step(number: number, sql: string): Migration {
  return { number, name: `000${number}_step.sql`, sql };
}

function codeOfMigrating(database: Database, migrations: readonly Migration[]): unknown {
  try {
    migrate(database, migrations, NOW);
    return undefined;
  } catch (error) {
    return (error as { readonly code?: unknown }).code ?? "no code";
  }
}

describe("migrations", () => {
  test("are numbered from 1 without a gap", () => {
    const numbers = readMigrations("sqlite").map(({ number }) => number);
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  });

  test("run once each, in order, and are remembered with their checksum", () => {
    const database = emptyDatabase();
    const one = step(1, "CREATE TABLE a (x INTEGER)");
    migrate(database, [one], NOW);
    migrate(database, [one, step(2, "INSERT INTO a VALUES (1)")], NOW + 1);
    migrate(database, [one, step(2, "INSERT INTO a VALUES (1)")], NOW + 2);
    expect(database.prepare("SELECT count(*) AS count FROM a").get()).toEqual({ count: 1 });
    const kept = database.prepare(
      "SELECT number, length(checksum) AS length, applied_at AS at FROM schema_migrations",
    );
    expect(kept.all()).toEqual([
      { number: 1, length: 64, at: NOW },
      { number: 2, length: 64, at: NOW + 1 },
    ]);
  });

  test("leave nothing of a step that fails", () => {
    const database = emptyDatabase();
    const broken = step(1, "CREATE TABLE a (x INTEGER); INSERT INTO nowhere VALUES (1)");
    expect(codeOfMigrating(database, [broken])).toBeDefined();
    expect(database.prepare("SELECT name FROM sqlite_schema WHERE name = 'a'").all()).toEqual([]);
    expect(codeOfMigrating(database, [step(1, "CREATE TABLE a (x INTEGER)")])).toBeUndefined();
  });

  test("find the newest event of each source in a database that has events already", () => {
    const database = emptyDatabase();
    const all = readMigrations("sqlite");
    const before = all.findIndex(({ name }) => name.includes("last_events"));
    migrate(database, all.slice(0, before), NOW);
    database.exec(
      "INSERT INTO organizations (id, name, config_version, wrapped_hash_key, managed_by) VALUES (1, 'north', 1, x'00', 'api')",
    );
    for (const [id, sourceId, receivedAt] of [
      [1, 7, 500],
      [2, 8, 900],
      [3, 7, 400],
    ]) {
      database.exec(
        `INSERT INTO events (id, organization_id, source_id, received_at, event_type, blob_id, frame_offset, frame_length,
           body_bytes, is_repeat, is_payload_unreadable, dedupe_kind, dedupe_mac)
         VALUES (${id}, 1, ${sourceId}, ${receivedAt}, 'note', 1, 0, 0, 0, 0, 0, 'content', x'00')`,
      );
    }
    migrate(database, all, NOW);
    const found = database.prepare("SELECT source_id AS source, at FROM last_events ORDER BY 1").all();
    expect(found).toEqual([
      { source: 7, at: 500 },
      { source: 8, at: 900 },
    ]);
  });

  test("refuse a database that a newer version has written", () => {
    const database = emptyDatabase();
    migrate(database, [step(1, "SELECT 1"), step(2, "SELECT 2")], NOW);
    expect(codeOfMigrating(database, [step(1, "SELECT 1")])).toBe("schema_too_new");
  });

  test("refuse a database that has run another text under a known number", () => {
    const database = emptyDatabase();
    migrate(database, [step(1, "SELECT 1")], NOW);
    expect(codeOfMigrating(database, [step(1, "SELECT 1 ")])).toBe("schema_changed");
  });

  test("refuse through the store as well, and leave the directory free", async () => {
    const scenario = await Scenario.start(sqliteHarness);
    await scenario.store.close();
    const database = openDatabase(`${scenario.place}/countersign.db`, 0);
    database.exec("INSERT INTO schema_migrations VALUES (9999, '9999_future.sql', '', 0)");
    expect(await codeOf(sqliteHarness.open(scenario.place))).toBe("schema_too_new");
    database.exec("DELETE FROM schema_migrations WHERE number = 9999");
    database.close();
    await (await sqliteHarness.open(scenario.place)).close();
  });
});
