import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { DedupeDigests } from "../../../src/store/dedupe-verdict.ts";
import { readMigrations } from "../../../src/store/migrations.ts";
import { openConnection } from "../../../src/store/sqlite/connection.ts";
import type { DedupeIndex } from "../../../src/store/sqlite/dedupe.ts";
import type { Database } from "../../../src/store/sqlite/driver.ts";
import { migrate } from "../../../src/store/sqlite/migrate.ts";

/** A folder with an empty database in it: one organization, one source, one endpoint, all of them number 1. */
export function createDedupeDatabase(): string {
  const directory = mkdtempSync(join(tmpdir(), "countersign-dedupe-"));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const database = openConnection({ dataDirectory: directory });
  migrate(database, readMigrations("sqlite"), 0);
  database.exec(`
    INSERT INTO organizations (id, name, config_version, wrapped_hash_key, managed_by) VALUES (1, 'a', 1, x'00', 'file');
    INSERT INTO data_keys (id, organization_id, purpose, week, wrapped_key, sealings_reserved)
      VALUES (1, 1, 'payload', 0, x'00', 0);
    INSERT INTO sources (id, organization_id, name, scheme, definition, data_key_id, managed_by)
      VALUES (1, 1, 'a', 'nabla', x'00', 1, 'file');
    INSERT INTO endpoints (id, organization_id, name, scheme, concurrency, definition, data_key_id, managed_by)
      VALUES (1, 1, 'a', 'nabla', 1, x'00', 1, 'file');
    INSERT INTO endpoint_state (endpoint_id, organization_id) VALUES (1, 1);`);
  database.close();
  return directory;
}

export function openDedupeDatabase(directory: string): Database {
  const database = openConnection({ dataDirectory: directory });
  onTestFinished(() => database.close());
  return database;
}

function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

/** What an event of this key and body has, as the fixture makes it too. */
export function digestsFor(key: string, body = ""): DedupeDigests {
  return { keyMac: digest(key), bodyMac: digest(`${key} ${body}`) };
}

/** What the index says of an event with this id of the sender. */
export function judgeEventId(dedupe: DedupeIndex, digests: DedupeDigests): ReturnType<DedupeIndex["judge"]> {
  return dedupe.judge(
    {
      organizationId: 1,
      configVersion: 1,
      sourceId: 1,
      callerId: null,
      secretId: null,
      receivedAt: 0,
      signedAt: null,
      eventType: "a",
      isPayloadUnreadable: false,
      dedupeKind: "event_id",
      repeatWindowMs: 0,
      onConflict: "hold",
      endpointIds: [],
      orderMacs: null,
      blob: 0,
      frameOffset: 0,
      frameLength: 0,
      bodyBytes: 0,
      releasedFrom: null,
    },
    digests,
    true,
  );
}
