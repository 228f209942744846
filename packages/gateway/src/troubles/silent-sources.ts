import type { Organization } from "../config/configuration.ts";
import type { Store } from "../store/store.ts";
import type { Trouble } from "./trouble-types.ts";

const HOUR_MS = 60 * 60 * 1000;

export interface SilenceOptions {
  readonly store: Pick<Store, "events">;
  /** When this process last accepted something from the source. */
  readonly lastAcceptedAt: (sourceId: number) => number | undefined;
  /** When this process began to watch: what never came counts from here. */
  readonly watchedSince: number;
  readonly now: number;
}

/**
 * The enabled sources that have accepted nothing for longer than they should. The store is asked only about those that
 * this process knows nothing recent of: another gateway may have accepted it, or this one before a restart.
 */
export async function silentSources(
  organizations: readonly Organization[],
  options: SilenceOptions,
): Promise<readonly Trouble[]> {
  const { lastAcceptedAt, watchedSince, now } = options;
  const troubles: Trouble[] = [];
  for (const { id: organizationId, sources } of organizations) {
    for (const { id, name, isEnabled, expectedEveryMs } of sources) {
      if (!isEnabled || expectedEveryMs === undefined) continue;
      const known = lastAcceptedAt(id);
      if (known !== undefined && now - known <= expectedEveryMs) continue;
      const last = await lastStored(options.store, organizationId, name);
      if (now - Math.max(last ?? watchedSince, known ?? 0) <= expectedEveryMs) continue;
      const lastAt = last === undefined ? null : new Date(last).toISOString();
      const data = { source: name, lastAcceptedAt: lastAt, expectedEveryHours: expectedEveryMs / HOUR_MS };
      troubles.push({ organizationId, type: "source.silent", subject: `source ${id}`, data });
    }
  }
  return troubles;
}

async function lastStored(
  store: SilenceOptions["store"],
  organizationId: number,
  source: string,
): Promise<number | undefined> {
  const { events } = await store.events.list(organizationId, { source }, { order: "desc", limit: 1 });
  return events[0]?.receivedAt;
}
