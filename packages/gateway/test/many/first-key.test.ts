import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ask } from "../api/support/ask.ts";
import { connect } from "../store/postgres-gateways.ts";
import { createDatabase } from "../support/postgres/create-database.ts";
import { setUp, startOnDatabase } from "./support/start-gateways.ts";

const GATEWAYS = 3;

test("of the codes that several gateways show at their first start, one makes a key and the others are void", async () => {
  const database = await createDatabase();
  const starting = Array.from({ length: GATEWAYS }, () => startOnDatabase(database));
  const gateways = await Promise.all(starting);
  const shown = gateways.map(({ gateway }) => gateway.setupCode);
  expect(new Set(shown).size).toBe(GATEWAYS);
  const used = await Promise.all(gateways.map((gateway, index) => setUp(gateway, `organization-${index}`)));
  expect(used.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([201, 401, 401]);
});

test("a shown code stays void, and whoever reads the file of the data folder still gets in", async () => {
  const database = await createDatabase();
  const [first, second] = [await startOnDatabase(database), await startOnDatabase(database)];
  expect((await setUp(first)).status).toBe(201);
  expect((await setUp(second, "southside")).code).toBe("setup_code_wrong");
  const client = await connect(database);
  const { rows } = await client.query("SELECT name FROM organizations");
  expect(rows).toEqual([{ name: "northside" }]);
  const code = (await readFile(join(second.directory, "data", "setup-code"), "utf8")).trimEnd();
  expect(code).not.toBe(second.gateway.setupCode);
  const body = { code, organization: "southside" };
  expect((await ask(`${second.url}/api/v1/setup`, { body })).status).toBe(201);
});
