import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { describe, expect, onTestFinished, test } from "vitest";
import { Aging, DAY_MS } from "./aging.ts";
import { postgresHarness } from "./postgres-harness.ts";

/** Of each blob, enough bytes from its middle to be found nowhere else. */
const MARKER_BYTES = 32;

/** Larger than a page, so that some blobs lie beside the table's own pages. */
const LARGE_BODY = Buffer.alloc(40_000, "large ");

/** Whoever administers the server; the tests' own user may do so. */
async function administer({ scenario }: Aging): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: scenario.place });
  await client.connect();
  onTestFinished(() => client.end());
  return client;
}

async function markersOf(client: pg.Client): Promise<readonly Buffer[]> {
  const { rows } = await client.query<{ readonly sealed: Buffer }>("SELECT sealed FROM blobs");
  return rows.map(({ sealed }) => {
    const start = Math.floor((sealed.length - MARKER_BYTES) / 2);
    return Buffer.from(sealed.subarray(start, start + MARKER_BYTES));
  });
}

/** The bytes of every table and index of the database, as they are on disk. */
async function filesOf(client: pg.Client): Promise<Buffer> {
  await client.query("CHECKPOINT");
  const { rows } = await client.query<{ readonly directory: string }>(
    `SELECT current_setting('data_directory') || '/base/' || oid AS directory FROM pg_database
     WHERE datname = current_database()`,
  );
  const directory = rows[0]?.directory ?? "";
  return Buffer.concat(
    await Promise.all((await readdir(directory)).map((name) => readFile(join(directory, name)))),
  );
}

describe("the tables of a store on Postgres", () => {
  test("keep bytes of what was purged, also when vacuumed, and none when they are rewritten", async () => {
    const aging = await Aging.start(postgresHarness);
    const client = await administer(aging);
    for (let index = 0; index < 20; index += 1) {
      await aging.accept(`old-${index}`, index % 3 === 0 ? { body: LARGE_BODY } : {});
    }
    const markers = await markersOf(client);
    aging.now += 31 * DAY_MS;
    // Rows behind the deleted ones: nothing is cut off at the end of the file.
    await aging.accept("young", { body: LARGE_BODY });
    while ((await aging.scenario.store.countDeliveries()).pending > 0) await aging.deliverAll();
    expect((await aging.purge()).purged).toMatchObject([{ what: "payloads", items: 20 }]);
    await client.query("VACUUM");
    // What docs/explain/what-deleting-leaves.md says; they are sealed.
    const vacuumed = await filesOf(client);
    expect(markers.filter((marker) => vacuumed.includes(marker))).not.toEqual([]);
    await client.query("VACUUM (FULL) blobs");
    const rewritten = await filesOf(client);
    expect(markers.filter((marker) => rewritten.includes(marker))).toEqual([]);
  });
});
