import { expect, test } from "vitest";
import { engineHas } from "../support/engine-under-test.ts";
import { administer } from "../support/postgres/administer.ts";
import { createDatabase, databaseNameOf } from "../support/postgres/create-database.ts";
import { northside, postNabla } from "./support/senders.ts";
import { startTestGateway } from "./support/test-gateway.ts";

/** Far beyond the second for which readiness keeps an answer. */
const PATIENCE = { timeout: 20_000 };

/** As an operator or a full disk does it, or a standby that nobody has promoted. */
async function setReadOnly(database: string, value: "on" | "off"): Promise<void> {
  const name = databaseNameOf(database);
  const elsewhere = new URL(database);
  elsewhere.pathname = "/postgres";
  await administer(elsewhere.href, `ALTER DATABASE ${name} SET default_transaction_read_only = ${value}`);
  // It holds for connections that begin after it.
  const endOthers = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`;
  await administer(elsewhere.href, endOthers);
}

test.runIf(engineHas("a server"))(
  "while the database can only be read, senders get 503 and never 2xx, and the gateway recovers by itself",
  async () => {
    const database = await createDatabase();
    await using running = await startTestGateway({ configuration: northside, flags: { database } });
    const url = `${running.url}/in/northside/nabla`;
    const readiness = async (): Promise<number> => (await fetch(`${running.url}/readyz`)).status;
    expect((await postNabla(url, "kept-1")).status).toBe(200);
    await setReadOnly(database, "on");
    await expect.poll(readiness, PATIENCE).toBe(503);
    for (const id of ["refused-1", "refused-2"]) {
      const { status, body, headers } = await postNabla(url, id);
      expect([status, body, headers["retry-after"]]).toEqual([503, '{"error":"unavailable"}', "5"]);
    }
    await setReadOnly(database, "off");
    await expect.poll(async () => (await postNabla(url, "refused-1")).status, PATIENCE).toBe(200);
    await expect.poll(readiness, PATIENCE).toBe(200);
    for (const id of ["kept-1", "refused-1"]) {
      const { body } = await postNabla(url, id);
      expect([id, JSON.parse(body)]).toMatchObject([id, { duplicate: true }]);
    }
  },
);
