import type { EventKey } from "../engine.ts";
import { HOUR_MS } from "../event-hour.ts";
import type { IdRange } from "../event-hour.ts";
import type { Database } from "./driver.ts";
import { prepare } from "./query.ts";

/** The hours of the events that one transaction adds. */
export interface HourAdditions {
  add(organizationId: number, event: EventKey): void;
  /** Writes once per organization and hour, not per event. */
  finish(): void;
}

interface HourRange {
  readonly organizationId: number;
  readonly hour: number;
  readonly firstId: number;
  lastId: number;
}

/** Keeps, for each hour, the range of ids of the events received in it. */
export function addHours(database: Database): () => HourAdditions {
  const write = prepare(
    database,
    `INSERT INTO event_hours (organization_id, hour, first_id, last_id) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET last_id = excluded.last_id`,
  );
  return () => {
    const ranges = new Map<string, HourRange>();
    return {
      add(organizationId, { id, receivedAt }) {
        const hour = Math.floor(receivedAt / HOUR_MS);
        const key = `${organizationId} ${hour}`;
        const range = ranges.get(key);
        if (range === undefined) ranges.set(key, { organizationId, hour, firstId: id, lastId: id });
        else range.lastId = id;
      },
      finish() {
        for (const { organizationId, hour, firstId, lastId } of ranges.values()) {
          write.run(organizationId, hour, firstId, lastId);
        }
      },
    };
  };
}

/** The ids between which every event received in a span of time lies; undefined where there is none. */
export function idsOfSpan(
  database: Database,
): (organizationId: number, from: number, to: number) => IdRange | undefined {
  const read = prepare<{ readonly first: number | null; readonly last: number | null }>(
    database,
    `SELECT min(first_id) AS first, max(last_id) AS last FROM event_hours
     WHERE organization_id = ? AND hour BETWEEN ? AND ?`,
  );
  return (organizationId, from, to) => {
    const { first = null, last = null } =
      read.get(organizationId, Math.floor(from / HOUR_MS), Math.floor(to / HOUR_MS)) ?? {};
    return first === null || last === null ? undefined : { first, last };
  };
}
