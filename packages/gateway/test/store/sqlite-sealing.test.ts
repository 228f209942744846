import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { createMasterKey } from "../../dist/secrets/master-key.js";
import { openSqliteStore } from "../../dist/store/sqlite/open-sqlite-store.js";
import type { Database } from "../../src/store/sqlite/driver.ts";
import {
  Scenario,
  START,
  codeOf,
  configurationDocument,
  endpointDocument,
  first,
  organizationDocument,
  sourceDocument,
} from "./scenario.ts";
import { databaseOf, masterKey, sqliteHarness } from "./sqlite-harness.ts";

const WEEK_MS = 7 * 24 * 3600 * 1000;

/** In every place that a sender, an operator or a receiver fills. */
const markers = [
  "marked-body",
  "marked-header",
  "marked-key",
  "marked-response",
  "marked-inbound-secret",
  "marked-outbound-secret",
  "marked-caller-secret",
  "marked-api-key",
  "marked-url",
  "marked-path",
];

async function allBytesOf(place: string): Promise<Buffer> {
  const names = await readdir(place);
  return Buffer.concat(await Promise.all(names.map((name) => readFile(join(place, name)))));
}

function columnOf(database: Database, sql: string): readonly unknown[] {
  return database
    .prepare(sql)
    .all()
    .flatMap((row) => Object.values(row as object));
}

describe("the data directory of a store", () => {
  test("holds nothing that was sealed in plain, neither in the database nor in its log", async () => {
    const caller = {
      name: "a",
      apiKey: "marked-api-key",
      secrets: [{ name: "c", value: "marked-caller-secret" }],
    };
    const scenario = await Scenario.start(
      sqliteHarness,
      configurationDocument(
        organizationDocument({
          sources: [
            sourceDocument({
              secrets: [{ name: "s", value: "marked-inbound-secret" }],
              callers: [caller],
              path: "/in/marked-path",
            }),
          ],
          endpoints: [
            endpointDocument({
              url: "https://e.example/marked-url",
              secrets: [{ name: "s", value: "marked-outbound-secret" }],
            }),
          ],
        }),
      ),
    );
    const event = { body: Buffer.from("marked-body"), rawHeaders: ["X-A", "marked-header"] };
    await scenario.store.accept(
      scenario.event({ ...event, dedupe: { kind: "event_id", key: "marked-key" } }),
    );
    await scenario.record(await scenario.claimOne(START), {
      responseExcerpt: Buffer.from("marked-response"),
    });
    const whileOpen = await allBytesOf(scenario.place);
    await scenario.store.close();
    const afterClose = await allBytesOf(scenario.place);
    expect(markers.filter((marker) => whileOpen.includes(marker))).toEqual([]);
    expect(markers.filter((marker) => afterClose.includes(marker))).toEqual([]);
    // The control: what is meant to be plain is found by the same search.
    expect(afterClose.includes("note.created")).toBe(true);
    expect(whileOpen.includes("northside")).toBe(true);
  });

  test("wipes the value of a secret that is revoked", async () => {
    const scenario = await Scenario.start(sqliteHarness);
    await scenario.apply(organizationDocument({ endpoints: [endpointDocument({ secrets: [] })] }));
    const values = columnOf(databaseOf(scenario), "SELECT value FROM secrets WHERE state = 'revoked'");
    expect(values).toEqual([null]);
  });
});

describe("a store with another master key", () => {
  test("does not open", async () => {
    const scenario = await Scenario.start(sqliteHarness);
    await scenario.store.close();
    const other = createMasterKey(Buffer.alloc(32, 8));
    const opening = openSqliteStore({ dataDirectory: scenario.place, masterKey: other });
    expect(await codeOf(opening)).toBe("master_key_mismatch");
    await (await openSqliteStore({ dataDirectory: scenario.place, masterKey })).close();
  });
});

describe("a payload that was tampered with", () => {
  test.each([
    [
      "changed in its last byte",
      "UPDATE blobs SET sealed = CAST(substr(sealed, 1, length(sealed) - 1) || x'00' AS BLOB) WHERE id = 1",
    ],
    ["cut short", "UPDATE blobs SET sealed = substr(sealed, 1, 20) WHERE id = 1"],
    [
      "moved from another row",
      "UPDATE blobs SET sealed = (SELECT sealed FROM blobs WHERE id = 2) WHERE id = 1",
    ],
    ["given to another organization", "UPDATE blobs SET organization_id = 999 WHERE id = 1"],
    ["removed", "DELETE FROM blobs WHERE id = 1"],
    ["pointed into at another place", "UPDATE events SET frame_offset = frame_offset + 1 WHERE id = 1"],
    ["pointed into beyond its end", "UPDATE events SET frame_length = frame_length + 1 WHERE id = 1"],
    ["put under another data key", "UPDATE blobs SET data_key_id = data_key_id + 1 WHERE id = 1"],
  ])("is refused when it was %s", async (_what, sql) => {
    const scenario = await Scenario.start(sqliteHarness);
    const [damaged, whole] = await scenario.acceptMany(2);
    await scenario.store.close();
    const database = databaseOf(scenario);
    database.exec(sql);
    const store = await sqliteHarness.open(scenario.place);
    onTestFinished(() => store.close());
    expect(await codeOf(store.readEvent(scenario.organization.id, damaged ?? ""))).toBe(
      "sealed_value_invalid",
    );
    expect(await store.readEvent(scenario.organization.id, whole ?? "")).toBeDefined();
  });

  test("becomes a dead letter when it is claimed, and its neighbours go out", async () => {
    const scenario = await Scenario.start(sqliteHarness);
    const [damaged, whole] = await scenario.acceptMany(2);
    await scenario.store.close();
    const database = databaseOf(scenario);
    database.exec("UPDATE blobs SET sealed = zeroblob(64) WHERE id = 1");
    await scenario.reopen();
    const { claimed } = await scenario.claim(START);
    expect(claimed.map(({ event }) => event.eventId)).toEqual([whole]);
    const [delivery] = await scenario.store.listDeliveries(scenario.organization.id, damaged ?? "");
    expect(delivery).toMatchObject({ state: "failed", attempts: [{ result: "payload_unreadable" }] });
  });

  test("does not open as configuration when a secret was moved to another row", async () => {
    const secrets = [
      { name: "a", value: "a" },
      { name: "b", value: "b" },
    ];
    const scenario = await Scenario.start(
      sqliteHarness,
      configurationDocument(organizationDocument({ endpoints: [endpointDocument({ secrets })] })),
    );
    const swap = "UPDATE secrets SET value = (SELECT value FROM secrets WHERE name = 'a') WHERE name = 'b'";
    databaseOf(scenario).exec(swap);
    expect(await codeOf(scenario.store.loadConfiguration())).toBe("sealed_value_invalid");
  });
});

describe("data keys", () => {
  test("are one per organization for configuration and one per week for payloads", async () => {
    let now = START;
    const scenario = await Scenario.start(sqliteHarness, configurationDocument(), { now: () => now });
    const [early] = await scenario.acceptMany(1);
    now += WEEK_MS;
    const [late] = await scenario.acceptMany(1, { receivedAt: now });
    const weeks = columnOf(
      databaseOf(scenario),
      "SELECT week FROM data_keys WHERE purpose = 'payload' ORDER BY week",
    );
    expect(weeks.length).toBe(2);
    expect(Number(weeks[1]) - Number(weeks[0])).toBe(1);
    expect(
      columnOf(databaseOf(scenario), "SELECT count(*) FROM data_keys WHERE purpose = 'configuration'"),
    ).toEqual([1]);
    await scenario.reopen({ now: () => now });
    for (const id of [early, late]) {
      expect(await scenario.store.readEvent(scenario.organization.id, id ?? "")).toBeDefined();
    }
  });

  test("are retired at their limit of sealings, and what they sealed still opens", async () => {
    const sealingsPerKey = 3;
    const scenario = await Scenario.start(sqliteHarness, configurationDocument(), { sealingsPerKey });
    const ids = await scenario.acceptMany(10);
    const database = databaseOf(scenario);
    const used = columnOf(database, "SELECT count(*) FROM blobs GROUP BY data_key_id");
    expect(used.every((count) => Number(count) <= sealingsPerKey)).toBe(true);
    expect(used.length).toBe(4);
    const retired = "SELECT count(*) FROM data_keys WHERE purpose = 'payload' AND retired_at IS NOT NULL";
    expect(columnOf(database, retired)).toEqual([3]);
    await scenario.reopen({ sealingsPerKey });
    for (const id of ids) expect(await scenario.store.readEvent(scenario.organization.id, id)).toBeDefined();
  });

  test("count sealings before they are made, so that a restart repeats none", async () => {
    const sealingsPerKey = 4;
    const scenario = await Scenario.start(sqliteHarness, configurationDocument(), { sealingsPerKey });
    await scenario.acceptMany(1);
    await scenario.reopen({ sealingsPerKey });
    await scenario.acceptMany(1, { receivedAt: START + 1 });
    const keys = columnOf(databaseOf(scenario), "SELECT DISTINCT data_key_id FROM blobs");
    // All four of the first key were reserved by the first process.
    expect(keys.length).toBe(2);
  });

  test("share no nonce between any two sealed values", async () => {
    const scenario = await Scenario.start(sqliteHarness);
    await scenario.acceptMany(50);
    const sealed = columnOf(
      databaseOf(scenario),
      `SELECT sealed FROM blobs UNION ALL SELECT wrapped_key FROM data_keys UNION ALL SELECT value FROM secrets
       UNION ALL SELECT definition FROM sources UNION ALL SELECT definition FROM endpoints`,
    );
    const nonces = sealed.map((value) =>
      Buffer.from(value as Uint8Array)
        .subarray(1, 13)
        .toString("hex"),
    );
    expect(nonces.length).toBeGreaterThan(50);
    expect(new Set(nonces).size).toBe(nonces.length);
  });

  test("are read for the organization they belong to", async () => {
    const scenario = await Scenario.start(
      sqliteHarness,
      configurationDocument(organizationDocument(), organizationDocument({ name: "southside" })),
    );
    const { organizations } = await scenario.store.loadConfiguration();
    const keys = columnOf(
      databaseOf(scenario),
      "SELECT DISTINCT organization_id FROM data_keys WHERE purpose = 'configuration' ORDER BY organization_id",
    );
    expect(keys).toEqual(organizations.map(({ id }) => id));
    expect(first(organizations).id).toBe(scenario.organization.id);
  });
});
