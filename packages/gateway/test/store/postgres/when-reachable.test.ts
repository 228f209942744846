import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { createMasterKey } from "../../../src/secrets/master-key.ts";
import { openPostgresStore } from "../../../src/store/postgres/open-postgres-store.ts";
import { closedPort } from "../../support/closed-port.ts";
import { createDatabase } from "../../support/postgres/create-database.ts";
import { TroubleProxy } from "../../support/postgres/trouble-proxy.ts";
import { codeOf } from "../scenario.ts";

/** So long nobody answers: some tries. */
const AWAY_MS = 700;

const masterKey = createMasterKey(Buffer.alloc(32, 7));

test("a database that comes up after the gateway is waited for", async () => {
  const database = await createDatabase();
  await using proxy = await TroubleProxy.start(await closedPort());
  const opening = openPostgresStore({ url: proxy.urlOf(database), masterKey });
  await sleep(AWAY_MS);
  proxy.leadTo(Number(new URL(database).port));
  const store = await opening;
  expect((await store.loadConfiguration()).organizations).toEqual([]);
  await store.close();
});

test("a database that answers, and refuses, is not asked again", async () => {
  const other = new URL(await createDatabase());
  other.pathname = "/there_is_none";
  expect(await codeOf(openPostgresStore({ url: other.href, masterKey }))).toBe("store_unavailable");
});
