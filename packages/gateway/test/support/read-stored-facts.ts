import type { EventSummary } from "../../src/store/reading.ts";
import type { Store } from "../../src/store/store.ts";
import { bodyDigest } from "./body-digest.ts";
import type { StoredFact } from "./conservation.ts";

const PAGE_SIZE = 500;
/** What the gateway itself tells of its troubles, which a busy machine gives it, was sent by nobody. */
const OWN_SOURCE = "countersign";

/** Reads every event that somebody sent, of every organization, through the store's interface, each payload opened. */
export async function readStoredFacts(store: Store): Promise<readonly StoredFact[]> {
  const { organizations } = await store.loadConfiguration();
  const facts: StoredFact[] = [];
  for (const { id, endpoints } of organizations) {
    const names = new Map(endpoints.map((endpoint) => [endpoint.id, endpoint.name]));
    for await (const summary of everyEvent(store, id)) {
      if (summary.sourceName !== OWN_SOURCE) facts.push(await readFact(store, summary, names));
    }
  }
  return facts;
}

async function* everyEvent(store: Store, organizationId: number): AsyncGenerator<EventSummary> {
  let afterPosition = 0;
  for (;;) {
    const page = await store.listEvents(organizationId, { afterPosition, limit: PAGE_SIZE });
    const last = page.at(-1);
    if (last === undefined) return;
    yield* page;
    afterPosition = last.position;
  }
}

async function readFact(
  store: Store,
  { organizationId, eventId, sourceName, conflictsWith }: EventSummary,
  endpointNames: ReadonlyMap<number, string>,
): Promise<StoredFact> {
  const event = await store.readEvent(organizationId, eventId);
  if (event === undefined) throw new Error(`${eventId} is listed and cannot be read`);
  const deliveries = await store.listDeliveries(organizationId, eventId);
  return {
    eventId,
    source: sourceName,
    digest: bodyDigest(event.body),
    conflictsWith,
    deliveries: deliveries.map(({ deliveryId, endpointId, state }) => ({
      deliveryId,
      endpoint: endpointNames.get(endpointId) ?? `unknown endpoint ${endpointId}`,
      state,
    })),
  };
}
