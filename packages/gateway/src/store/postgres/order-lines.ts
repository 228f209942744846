import { DUE_AT_ONCE } from "../due-at-once.ts";
import { dedupeHash } from "../dedupe-verdict.ts";
import { numberList } from "./number-list.ts";
import { prepare } from "./query.ts";
import type { Transaction } from "./query.ts";

/** The ordering key of deliveries to one endpoint. */
export interface OrderKey {
  readonly organizationId: number;
  readonly endpointId: number;
  /** Digest of endpoint and key, 32 bytes. */
  readonly mac: Uint8Array;
}

/** A line that deliveries stand in; more of them join at its end. */
export interface OrderLine {
  readonly id: number;
  /** Whether nobody stood in it when this transaction found it. */
  readonly isNew: boolean;
}

/** A delivery that is delivered or cancelled and leaves its line. */
export interface LeavingDelivery {
  readonly endpointId: number;
  readonly id: number;
  readonly lineId: number;
}

const KEYS = `unnest($1::bigint[], $2::bigint[]) WITH ORDINALITY AS k (endpoint_id, hash, ordinal)`;

const findLines = prepare<{ readonly ordinal: number; readonly id: number }>(
  `SELECT k.ordinal, l.id FROM ${KEYS}
   JOIN order_lines l ON l.endpoint_id = k.endpoint_id AND l.hash = k.hash
     AND l.mac = substring($3::bytea FROM (k.ordinal::int - 1) * 32 + 1 FOR 32)`,
);
const makeLines = prepare<{ readonly id: number; readonly endpointId: number; readonly mac: Buffer }>(
  `INSERT INTO order_lines (id, organization_id, endpoint_id, hash, mac)
   SELECT nextval('order_line_ids'), o.organization_id, k.endpoint_id, k.hash,
     substring($3::bytea FROM (k.ordinal::int - 1) * 32 + 1 FOR 32)
   FROM ${KEYS} JOIN unnest($4::bigint[]) WITH ORDINALITY AS o (organization_id, ordinal) USING (ordinal)
   RETURNING id, endpoint_id AS "endpointId", mac`,
);
const takeOut = prepare(
  `UPDATE deliveries d SET order_line_id = NULL, is_waiting = false
   FROM unnest($1::bigint[], $2::bigint[]) AS w (endpoint_id, id)
   WHERE d.endpoint_id = w.endpoint_id AND d.id = w.id`,
);
const releaseFirst = prepare<{ readonly endpointId: number }>(
  `WITH firsts AS (
     SELECT f.endpoint_id, f.id, f.is_waiting FROM unnest($1::bigint[]) AS l (id)
     CROSS JOIN LATERAL (SELECT endpoint_id, id, is_waiting FROM deliveries
       WHERE order_line_id = l.id ORDER BY id LIMIT 1) f)
   UPDATE deliveries d SET is_waiting = false, due_at = ${DUE_AT_ONCE}
   FROM firsts f WHERE d.endpoint_id = f.endpoint_id AND d.id = f.id AND f.is_waiting
   RETURNING d.endpoint_id AS "endpointId"`,
);
const removeEmpty = prepare(
  `DELETE FROM order_lines l WHERE l.id = ANY($1::bigint[])
     AND NOT EXISTS (SELECT 1 FROM deliveries d WHERE d.order_line_id = l.id)`,
);

/** Tells lines apart; the digest covers the endpoint too. */
export function orderKeyText({ endpointId, mac }: Pick<OrderKey, "endpointId" | "mac">): string {
  return `${endpointId} ${Buffer.from(mac.buffer, mac.byteOffset, mac.byteLength).toString("latin1")}`;
}

/** The lines of these keys by {@link orderKeyText}, made where there are none. The caller holds the endpoints' locks. */
export async function joinLines(
  transaction: Transaction,
  keys: Iterable<OrderKey>,
): Promise<ReadonlyMap<string, OrderLine>> {
  const wanted = new Map([...keys].map((key) => [orderKeyText(key), key]));
  const lines = new Map<string, OrderLine>();
  if (wanted.size === 0) return lines;
  const all = [...wanted.values()];
  for (const { ordinal, id } of await findLines.all(transaction, ...keyValues(all))) {
    const key = all[ordinal - 1];
    if (key !== undefined) lines.set(orderKeyText(key), { id, isNew: false });
  }
  const missing = all.filter((key) => !lines.has(orderKeyText(key)));
  if (missing.length === 0) return lines;
  const organizations = numberList(missing.map(({ organizationId }) => organizationId));
  const made = await makeLines.all(transaction, ...keyValues(missing), organizations);
  for (const { id, endpointId, mac } of made)
    lines.set(orderKeyText({ endpointId, mac }), { id, isNew: true });
  return lines;
}

/**
 * Takes deliveries out of their lines; where none before them is left, the first of those that wait may be claimed from
 * now on. Gives the endpoints of these, which the caller makes due. The caller holds the endpoints' locks.
 */
export async function leaveLines(
  transaction: Transaction,
  leaving: readonly LeavingDelivery[],
): Promise<readonly number[]> {
  if (leaving.length === 0) return [];
  const endpointIds = numberList(leaving.map(({ endpointId }) => endpointId));
  await takeOut.run(transaction, endpointIds, numberList(leaving.map(({ id }) => id)));
  const lineIds = numberList([...new Set(leaving.map(({ lineId }) => lineId))]);
  const released = await releaseFirst.all(transaction, lineIds);
  await removeEmpty.run(transaction, lineIds);
  return [...new Set(released.map(({ endpointId }) => endpointId))];
}

function keyValues(keys: readonly OrderKey[]): readonly [string, string, Uint8Array] {
  const endpointIds = numberList(keys.map(({ endpointId }) => endpointId));
  const hashes = numberList(keys.map(({ mac }) => dedupeHash(mac)));
  return [endpointIds, hashes, Buffer.concat(keys.map(({ mac }) => mac))];
}
