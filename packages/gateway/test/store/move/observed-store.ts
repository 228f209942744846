import { createHash } from "node:crypto";
import type { Store } from "../../../src/store/store.ts";
import { codeOf } from "../scenario.ts";

const ALL = 10_000;
const key = { idempotencyKey: "once", request: "POST /api/v1/keys" };

/** Everything that a store tells of what it holds, payloads, answers, secrets and reasons opened. */
export async function observe(store: Store, now: number): Promise<unknown> {
  const { organizations } = await store.loadConfiguration();
  const all = [];
  for (const organization of organizations) {
    const { id } = organization;
    const events = await store.listEvents(id, { afterPosition: 0, limit: ALL });
    const refused = await store.quarantine.list(id, {}, { order: "asc", limit: ALL });
    const { replays } = await store.replays.list(id, { limit: ALL });
    all.push({
      organization,
      events,
      payloads: await Promise.all(events.map(({ eventId }) => payloadOf(store, id, eventId))),
      deliveries: await Promise.all(events.map(({ eventId }) => store.listDeliveries(id, eventId))),
      refused: await Promise.all(refused.map(({ quarantineId }) => openRefused(store, id, quarantineId))),
      refusedCounts: await store.quarantine.count(id),
      replays,
      resources: await store.resources.read(id),
      connections: await store.connections.list(id),
      apiKeys: await store.access.listApiKeys(id),
      answer: await store.access.findAnswer({ organizationId: id, ...key }),
      holds: await store.retention.listHolds(id),
      keyWeeks: await store.retention.listKeyWeeks(id),
      auditEntries: await store.audit.list(id, { afterPosition: 0, limit: ALL }),
      audit: await store.audit.verify(id),
      endpoints: await store.endpointStates(now, id),
    });
  }
  return all;
}

async function payloadOf(store: Store, organizationId: number, eventId: string): Promise<string> {
  const reading = store.readEvent(organizationId, eventId);
  const code = await codeOf(reading);
  if (code !== "no error") return code;
  const event = await reading;
  return createHash("sha256")
    .update(event?.body ?? "")
    .update(JSON.stringify(event?.rawHeaders))
    .digest("hex");
}

async function openRefused(store: Store, organizationId: number, quarantineId: string): Promise<unknown> {
  // Its place in the order of commits is its id on SQLite.
  const { position: _place, ...request } = (await store.quarantine.open(organizationId, quarantineId)) ?? {};
  return request;
}
