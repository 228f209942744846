import type { Database } from "./driver.ts";
import type { Operation } from "./operations.ts";
import { prepare } from "./query.ts";

/** Longer than any time, for "every lease". */
const END_OF_TIME = Number.MAX_SAFE_INTEGER;

/** Makes deliveries whose lease has ended due again, now. Its token is void from here on. */
export function expireLeasesOperation(database: Database): Operation<"expireLeases"> {
  const release = releaseLeases(database);
  return (now) => release(now, now);
}

/**
 * Voids every lease: at start, on a database that only one process can have open, whoever held one is gone. Reads the
 * index of leases only, so a million waiting deliveries do not matter.
 */
export function voidLeases(database: Database, now: number): number {
  return releaseLeases(database)(END_OF_TIME, now);
}

function releaseLeases(database: Database): (endedAt: number, now: number) => number {
  const release = prepare<{ readonly endpointId: number }>(
    database,
    `UPDATE deliveries SET state = 'pending', due_at = ?, lease_until = NULL
     WHERE state = 'in_flight' AND lease_until <= ? RETURNING endpoint_id AS endpointId`,
  );
  const writeState = prepare(
    database,
    `UPDATE endpoint_state SET in_flight = in_flight - ?1, pending = pending + ?1,
       next_due_at = min(coalesce(next_due_at, ?2), ?2) WHERE endpoint_id = ?3`,
  );
  return (endedAt, now) => {
    const released = release.all(now, endedAt);
    const counts = new Map<number, number>();
    for (const { endpointId } of released) counts.set(endpointId, (counts.get(endpointId) ?? 0) + 1);
    for (const [endpointId, count] of counts) writeState.run(count, now, endpointId);
    return released.length;
  };
}
