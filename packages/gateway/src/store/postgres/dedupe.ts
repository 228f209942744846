import { dedupeHash, digestsOf, filedUnder, isOfBody, judgeDuplicate } from "../dedupe-verdict.ts";
import type { DedupeCandidate, DedupeDigests, DedupeVerdict } from "../dedupe-verdict.ts";
import type { AcceptBatch, AcceptRow, EventKey } from "../engine.ts";
import { numberList } from "./number-list.ts";
import { prepare } from "./query.ts";
import type { Transaction } from "./query.ts";

/** Stored events, and what is left of those that were deleted for their age. */
const KNOWN_EVENTS = `dedupe_keys d LEFT JOIN events e ON e.id = d.event_id
  LEFT JOIN forgotten_events f ON f.id = d.event_id`;

const MAC = "substring($2::bytea FROM (w.ordinal::int - 1) * 32 + 1 FOR 32)";

interface FoundEvent extends DedupeCandidate {
  /** From 1. */
  readonly ordinal: number;
}

const newestWithKey = prepare<FoundEvent>(
  `SELECT w.ordinal, n.* FROM unnest($1::bigint[]) WITH ORDINALITY AS w (hash, ordinal)
   CROSS JOIN LATERAL (
     SELECT d.event_id AS id, coalesce(e.received_at, f.received_at) AS "receivedAt",
       coalesce(e.body_mac, f.body_mac) AS "bodyMac"
     FROM ${KNOWN_EVENTS} WHERE d.hash = w.hash AND coalesce(e.dedupe_mac, f.dedupe_mac) = ${MAC}
     ORDER BY d.event_id DESC LIMIT 1) n`,
);
const conflictWithBody = prepare<FoundEvent>(
  `SELECT w.ordinal, n.* FROM unnest($1::bigint[]) WITH ORDINALITY AS w (hash, ordinal)
   CROSS JOIN LATERAL (
     SELECT d.event_id AS id, coalesce(e.received_at, f.received_at) AS "receivedAt"
     FROM ${KNOWN_EVENTS} WHERE d.hash = w.hash AND coalesce(e.body_mac, f.body_mac) = ${MAC} LIMIT 1) n`,
);

/** Judges the rows of one batch in order, those before them in the batch included. */
export interface BatchDedupe {
  judge(row: AcceptRow, digests: DedupeDigests): DedupeVerdict;
  /** Makes an event of this batch known to those behind it. */
  add(event: EventKey, verdict: DedupeVerdict, digests: DedupeDigests): void;
}

/**
 * Looks up all rows of a batch at once. What is found stays the whole truth until the transaction ends, because it holds
 * the locks of the organizations.
 */
export async function lookUpDuplicates(transaction: Transaction, batch: AcceptBatch): Promise<BatchDedupe> {
  const all = batch.rows.map((_row, index) => digestsOf(batch.digests, index));
  const keyMacs = all.map(({ keyMac }) => keyMac);
  const newest = byMac(await lookUp(transaction, newestWithKey, keyMacs), keyMacs);
  const otherBodies = all
    .filter(({ keyMac, bodyMac }, index) => {
      const found = newest.get(text(keyMac));
      const isEventId = batch.rows[index]?.dedupeKind === "event_id";
      return isEventId && found !== undefined && !isOfBody(found, bodyMac);
    })
    .map(({ bodyMac }) => bodyMac);
  const conflicts: Map<string, EventKey> =
    otherBodies.length === 0
      ? new Map()
      : byMac(await lookUp(transaction, conflictWithBody, otherBodies), otherBodies);
  return {
    judge: (row, { keyMac, bodyMac }) =>
      judgeDuplicate(row, bodyMac, newest.get(text(keyMac)), () => conflicts.get(text(bodyMac))),
    add({ id, receivedAt }, verdict, digests) {
      const filed = text(filedUnder(verdict, digests));
      if (verdict.kind === "conflict") conflicts.set(filed, { id, receivedAt });
      else newest.set(filed, { id, receivedAt, bodyMac: digests.bodyMac });
    },
  };
}

async function lookUp(
  transaction: Transaction,
  query: typeof newestWithKey,
  macs: readonly Buffer[],
): Promise<readonly FoundEvent[]> {
  return query.all(transaction, numberList(macs.map(dedupeHash)), Buffer.concat(macs));
}

function byMac(
  found: readonly FoundEvent[],
  macs: readonly Buffer[],
): Map<string, FoundEvent | DedupeCandidate> {
  return new Map(
    found.flatMap((event) => {
      const mac = macs[event.ordinal - 1];
      return mac === undefined ? [] : [[text(mac), event] as const];
    }),
  );
}

function text(mac: Buffer): string {
  return mac.toString("latin1");
}
