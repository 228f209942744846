import { ACTIVITY_BUCKET_MS } from "../store/activity/activity-measures.ts";
import type { Store } from "../store/store.ts";
import { silentSources } from "../troubles/silent-sources.ts";
import { byUrgency } from "./attention-entry.ts";
import type { AttentionEntry } from "./attention-entry.ts";
import { endpointAttention } from "./endpoint-attention.ts";
import { secretAttention } from "./secret-attention.ts";
import { isRefusing, sourceAttention } from "./source-attention.ts";

const HOUR_MS = 60 * 60_000;
/** Enough refusals to tell what most of them were. */
const CODES_LOOKED_AT = 100;

export interface AttentionOptions {
  readonly store: Pick<
    Store,
    "activity" | "resources" | "quarantine" | "endpointStates" | "events" | "findOrganization"
  >;
  readonly organizationId: number;
  /** When this process began to watch: what never came counts from here. */
  readonly watchedSince: number;
  readonly now: number;
}

/** Everything of an organization that somebody should see to now, as the store knows it: all gateways say the same. */
export async function findAttention(options: AttentionOptions): Promise<readonly AttentionEntry[]> {
  const { store, organizationId, now } = options;
  const fromBucket = Math.floor((now - HOUR_MS) / ACTIVITY_BUCKET_MS);
  const [resources, facts, counts, states, rows] = await Promise.all([
    store.resources.read(organizationId),
    store.resources.listSecrets(organizationId),
    store.quarantine.count(organizationId),
    store.endpointStates(now, organizationId),
    store.activity.read({ organizationId, fromBucket, bucketsPerRow: 1 }),
  ]);
  const rowsOf = (id: number) => rows.filter(({ subjectId }) => subjectId === id);
  const found: AttentionEntry[] = [];
  for (const source of resources.sources) {
    const lastHour = rowsOf(source.id);
    const quarantine = counts.find(({ sourceId }) => sourceId === source.id);
    const dominantCode = isRefusing(lastHour) ? await dominantCodeOf(source.name, options) : undefined;
    found.push(...sourceAttention(source, { lastHour, quarantine, dominantCode, now }));
  }
  for (const endpoint of resources.endpoints) {
    const state = states.find(({ endpointId }) => endpointId === endpoint.id);
    found.push(...endpointAttention(endpoint, { lastHour: rowsOf(endpoint.id), state, now }));
  }
  found.push(...secretAttention({ id: organizationId, ...resources }, facts, now));
  found.push(...(await silent(options)));
  return byUrgency(found);
}

async function dominantCodeOf(
  source: string,
  { store, organizationId, now }: AttentionOptions,
): Promise<string | undefined> {
  const refused = await store.quarantine.list(
    organizationId,
    { source, receivedFrom: now - HOUR_MS },
    { order: "desc", limit: CODES_LOOKED_AT },
  );
  const counts = new Map<string, number>();
  for (const { code } of refused) counts.set(code, (counts.get(code) ?? 0) + 1);
  const [most] = [...counts].toSorted(([, a], [, b]) => b - a);
  return most?.[0];
}

async function silent(options: AttentionOptions): Promise<readonly AttentionEntry[]> {
  const { store, organizationId, watchedSince, now } = options;
  const organization = await store.findOrganization(organizationId);
  if (organization === undefined) return [];
  const troubles = await silentSources([organization], {
    store,
    lastAcceptedAt: () => undefined,
    watchedSince,
    now,
  });
  return troubles.flatMap(({ data: { source, lastAcceptedAt } }): readonly AttentionEntry[] => {
    if (typeof source !== "string") return [];
    const since = typeof lastAcceptedAt === "string" ? Date.parse(lastAcceptedAt) : undefined;
    return [{ kind: "source_silent", resource: { kind: "source", name: source }, since }];
  });
}
