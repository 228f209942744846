// Accepts events for ever and prints each id once it is acknowledged; the test kills it.
import { writeSync } from "node:fs";
import { createMasterKey } from "../../dist/secrets/master-key.js";
import { openSqliteStore } from "../../dist/store/sqlite/open-sqlite-store.js";

const [dataDirectory = "", configuration = ""] = process.argv.slice(2);
const store = await openSqliteStore({ dataDirectory, masterKey: createMasterKey(Buffer.alloc(32, 7)) });
await store.applyConfiguration(JSON.parse(configuration));
const { organizations } = await store.loadConfiguration();
const organization = organizations[0];
const CLIENTS = 16;
let sent = 0;

async function client() {
  for (;;) {
    sent += 1;
    const key = `${process.pid}-${sent}`;
    const result = await store.accept({
      organizationId: organization.id,
      configVersion: organization.configVersion,
      sourceId: organization.sources[0].id,
      receivedAt: Date.now(),
      eventType: "note.created",
      isPayloadUnreadable: false,
      dedupe: { kind: "event_id", key },
      repeatWindowMs: 600_000,
      onConflict: "hold",
      rawHeaders: [],
      body: Buffer.from(key),
      endpointIds: [organization.endpoints[0].id],
    });
    // Synchronously, so that no line is lost in this process.
    writeSync(1, `${result.eventId} ${key}\n`);
  }
}

await Promise.all(Array.from({ length: CLIENTS }, client));
