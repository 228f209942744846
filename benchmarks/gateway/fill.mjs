// Puts events into a store through its own interface, without a gateway and without HTTP.
import { createMasterKey } from "../../packages/gateway/dist/secrets/master-key.js";
import { masterKey } from "./engines.mjs";
import { startGateway } from "./gateway.mjs";

/** What one transaction takes at most. */
const BATCH = 512;
const BODY_BYTES = 1024;
/** How often an event is offered anew where the store is not there, such as while the database writes a checkpoint. */
const MAX_TRIES = 5;

/** A store with the configuration in force and nothing in it. */
export async function createConfigured(engines, name, { endpoints }) {
  const store = await engines.create(name);
  const gateway = await startGateway(store, { endpoints, flags: ["--role", "receive"] });
  await gateway.stop();
  return store;
}

/** Opens the store in this process; nobody else may have an embedded one open. */
export async function openStore(store) {
  const key = createMasterKey(Buffer.from(masterKey, "base64"));
  if (store.name === "sqlite") {
    const { openSqliteStore } = await import("../../packages/gateway/dist/store/sqlite/open-sqlite-store.js");
    return await openSqliteStore({ dataDirectory: store.directory, masterKey: key });
  }
  const { openPostgresStore } =
    await import("../../packages/gateway/dist/store/postgres/open-postgres-store.js");
  return await openPostgresStore({ url: store.url, masterKey: key });
}

/** Stores `count` events. `endpointsOf(index)` names the endpoints that get each. Returns events per second. */
export async function fill(open, count, { endpointsOf, bodyBytes = BODY_BYTES, startAt = 0 }) {
  const [organization] = (await open.loadConfiguration()).organizations;
  const [source] = organization.sources;
  const idOf = new Map(organization.endpoints.map(({ name, id }) => [name, id]));
  const padding = "x".repeat(Math.max(0, bodyBytes - 100));
  const startedAt = performance.now();
  for (let done = 0; done < count; done += 2 * BATCH) {
    const batch = Array.from({ length: Math.min(2 * BATCH, count - done) }, (_, index) => {
      const number = startAt + done + index;
      return acceptAgain(open, {
        organizationId: organization.id,
        configVersion: organization.configVersion,
        sourceId: source.id,
        receivedAt: Date.now(),
        eventType: "note.created",
        isPayloadUnreadable: false,
        dedupe: { kind: "event_id", key: `fill-${number}` },
        repeatWindowMs: 600_000,
        onConflict: "hold",
        rawHeaders: ["content-type", "application/json"],
        body: Buffer.from(`{"sentAt":${Date.now()},"id":"fill-${number}","text":"${padding}"}`),
        endpointIds: endpointsOf(number).map((name) => idOf.get(name)),
      });
    });
    await Promise.all(batch);
  }
  return (count / (performance.now() - startedAt)) * 1000;
}

/** As a sender does: what was refused for the moment is offered again; stored twice it would be a duplicate. */
async function acceptAgain(open, event) {
  for (let tries = 1; ; tries += 1) {
    try {
      return await open.accept(event);
    } catch (error) {
      if (tries === MAX_TRIES || error.code !== "store_unavailable") throw error;
    }
  }
}
