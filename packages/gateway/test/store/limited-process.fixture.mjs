// Opens an endpoint's circuit and spends its tokens, prints a line, and waits to be killed.
import { writeSync } from "node:fs";
import { createMasterKey } from "../../dist/secrets/master-key.js";
import { openSqliteStore } from "../../dist/store/sqlite/open-sqlite-store.js";

const [dataDirectory = "", configuration = "", nowText = ""] = process.argv.slice(2);
const now = Number(nowText);
const store = await openSqliteStore({ dataDirectory, masterKey: createMasterKey(Buffer.alloc(32, 7)) });
await store.applyConfiguration(JSON.parse(configuration));
const { organizations } = await store.loadConfiguration();
const { id: organizationId, configVersion, endpoints, sources } = organizations[0];
const [limited, broken] = endpoints;
for (const key of ["1", "2", "3", "4"]) {
  await store.accept({
    organizationId,
    configVersion,
    sourceId: sources[0].id,
    receivedAt: now,
    eventType: "note.created",
    isPayloadUnreadable: false,
    dedupe: { kind: "event_id", key },
    repeatWindowMs: 0,
    onConflict: "hold",
    rawHeaders: [],
    body: Buffer.from(key),
    endpointIds: [limited.id, broken.id],
  });
}
const wanted = endpoints.map(({ id, rate }) => ({
  organizationId,
  configVersion,
  endpointId: id,
  limit: 2,
  concurrency: 9,
  leaseMs: 1000,
  ...(rate === undefined ? {} : { rate }),
}));
const { claimed } = await store.claim({ now, wanted });
for (const { deliveryId, token, endpointId } of claimed) {
  if (endpointId !== broken.id) continue;
  await store.record({
    deliveryId,
    organizationId,
    token,
    startedAt: now,
    durationMs: 0,
    result: "connection_refused",
    next: { state: "pending", dueAt: now, isRefusal: false },
    circuit: { kind: "fails", opensAfter: 2, pauseMs: 30_000, maxPauseMs: 30_000, jitter: 1 },
  });
}
writeSync(1, `${claimed.length}\n`);
setInterval(() => {}, 1000);
