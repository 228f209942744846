import { randomBytes } from "node:crypto";
import { describe, expect, inject, onTestFinished, test } from "vitest";
import { createMasterKey } from "../../../src/secrets/master-key.ts";
import { openPostgresStore } from "../../../src/store/postgres/open-postgres-store.ts";
import { administer } from "../../support/postgres/administer.ts";
import { createDatabase, databaseNameOf } from "../../support/postgres/create-database.ts";
import { findPostgres } from "../../support/postgres/postgres-binaries.ts";
import { PostgresServer } from "../../support/postgres/postgres-server.ts";
import { waitUntil } from "../../support/wait-until.ts";
import { readRows } from "../../flows/support/read-rows.ts";
import { codeOf } from "../scenario.ts";

const masterKey = createMasterKey(Buffer.alloc(32, 3));

/** Opens the store and closes it. Gives the code of the error, or undefined where it opens. */
async function openOnce(url: string): Promise<string | undefined> {
  const opening = openPostgresStore({ url, masterKey }).then((store) => store.close());
  return await opening.then(
    () => undefined,
    () => codeOf(opening),
  );
}

function asOptions(url: string, options: string): string {
  const own = new URL(url);
  own.searchParams.set("options", options);
  return own.href;
}

describe("a database that answers a COMMIT before it is on disk is refused at the start", () => {
  test("where the database says so", async () => {
    const url = await createDatabase();
    await administer(
      inject("postgresUrl"),
      `ALTER DATABASE ${databaseNameOf(url)} SET synchronous_commit = off`,
    );
    expect(await openOnce(url)).toBe("database_not_durable");
  });

  test("where the role says so", async () => {
    const url = new URL(await createDatabase());
    const role = `test_${randomBytes(8).toString("hex")}`;
    const server = inject("postgresUrl");
    await administer(server, `CREATE ROLE ${role} LOGIN`);
    onTestFinished(() => administer(server, `DROP ROLE ${role}`));
    await administer(server, `ALTER ROLE ${role} SET synchronous_commit = off`);
    url.username = role;
    expect(await openOnce(url.href)).toBe("database_not_durable");
  });

  test("where the URL says so", async () => {
    const url = await createDatabase();
    expect(await openOnce(asOptions(url, "-c synchronous_commit=off"))).toBe("database_not_durable");
  });

  test.each(["fsync", "full_page_writes"])("where %s of the server is off", async (setting) => {
    const server = await PostgresServer.start({ binaries: await findPostgres() });
    onTestFinished(() => server.stop());
    await administer(server.url(), `ALTER SYSTEM SET ${setting} = off`);
    await administer(server.url(), "SELECT pg_reload_conf()");
    await waitUntil("it is off", async () => {
      const [row] = await readRows<{ readonly value: string }>(
        server.url(),
        `SELECT current_setting('${setting}') AS value`,
      );
      return row?.value === "off";
    });
    expect(await openOnce(server.url())).toBe("database_not_durable");
  });
});

test.each(["local", "remote_write", "on", "remote_apply"])(
  "a database whose synchronous_commit is %s is taken",
  async (value) => {
    expect(await openOnce(asOptions(await createDatabase(), `-c synchronous_commit=${value}`))).toBe(
      undefined,
    );
  },
);
