import { readFile, readdir } from "node:fs/promises";
import { expect, test } from "vitest";

const MIGRATIONS = new URL("../../migrations/postgres/", import.meta.url);
const STATEMENTS = new URL("../../src/store/postgres/", import.meta.url);

/** What engines that speak Postgres's language often lack, and docs/explain/scaling.md says the store does without. */
const UNCOMMON = {
  "an advisory lock": /\bpg_(try_)?advisory/i,
  "a trigger": /\bcreate (or replace )?(constraint )?trigger\b/i,
  "an extension": /\bcreate extension\b/i,
  "a partitioned table": /\)\s*partition by\b|\bpartition of\b/i,
} as const;

/** What of it a text has. */
function uncommonIn(text: string): readonly string[] {
  return Object.entries(UNCOMMON).flatMap(([name, pattern]) => (pattern.test(text) ? [name] : []));
}

async function textsIn(folder: URL, ending: string): Promise<readonly { name: string; text: string }[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(ending));
  return await Promise.all(
    names.map(async (name) => ({ name, text: await readFile(new URL(name, folder), "utf8") })),
  );
}

test("the store on Postgres asks for nothing that a compatible engine may lack", async () => {
  const texts = [...(await textsIn(MIGRATIONS, ".sql")), ...(await textsIn(STATEMENTS, ".ts"))];
  expect(texts.length).toBeGreaterThan(20);
  expect(texts.flatMap(({ name, text }) => uncommonIn(text).map((found) => `${name}: ${found}`))).toEqual([]);
});

test("only the channel that wakes gateways listens", async () => {
  const texts = await textsIn(STATEMENTS, ".ts");
  const listening = texts.filter(({ text }) => /`LISTEN |"LISTEN /.test(text)).map(({ name }) => name);
  expect(listening).toEqual(["wake-channel.ts"]);
});

test.each([
  ["SELECT pg_try_advisory_lock(1)", "an advisory lock"],
  ["CREATE TRIGGER t AFTER INSERT ON events EXECUTE FUNCTION f()", "a trigger"],
  ["create extension if not exists pgcrypto;", "an extension"],
  ["CREATE TABLE events (id bigint) PARTITION BY RANGE (id);", "a partitioned table"],
])("would be told of: %s", (sql, found) => {
  expect(uncommonIn(sql)).toEqual([found]);
});
