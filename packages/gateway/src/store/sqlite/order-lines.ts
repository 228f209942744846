import { DUE_AT_ONCE } from "../due-at-once.ts";
import type { Database } from "./driver.ts";
import { prepare } from "./query.ts";

export interface OrderLines {
  /** The line of this key, and whether deliveries stand in it already. */
  join(key: OrderKey): { readonly lineId: number; readonly isWaiting: boolean };
  /**
   * Takes a delivery that is delivered or cancelled out of its line. Where none before them is left, the first of those
   * that wait may be claimed from now on; true then, and the caller makes the endpoint due.
   */
  leave(delivery: { readonly endpointId: number; readonly id: number }, lineId: number): boolean;
}

export interface OrderKey {
  readonly organizationId: number;
  readonly endpointId: number;
  /** Digest of endpoint and key, 32 bytes. */
  readonly mac: Uint8Array;
}

/** Keeps the order of deliveries with one ordering key: only the first of a line can be claimed, the others wait. */
export function orderLines(database: Database): OrderLines {
  const find = prepare<{ readonly id: number }>(
    database,
    "SELECT id FROM order_lines WHERE endpoint_id = ? AND hash = ? AND mac = ?",
  );
  const insert = prepare<{ readonly id: number }>(
    database,
    "INSERT INTO order_lines (organization_id, endpoint_id, hash, mac) VALUES (?, ?, ?, ?) RETURNING id",
  );
  const remove = prepare(database, "DELETE FROM order_lines WHERE id = ?");
  const takeOut = prepare(
    database,
    "UPDATE deliveries SET order_line_id = NULL, is_waiting = 0 WHERE endpoint_id = ? AND id = ?",
  );
  const firstOf = prepare<{ readonly endpointId: number; readonly id: number; readonly isWaiting: number }>(
    database,
    `SELECT endpoint_id AS endpointId, id, is_waiting AS isWaiting FROM deliveries
     WHERE order_line_id = ? ORDER BY id LIMIT 1`,
  );
  const release = prepare(
    database,
    `UPDATE deliveries SET is_waiting = 0, due_at = ${DUE_AT_ONCE} WHERE endpoint_id = ? AND id = ?`,
  );
  return {
    join({ organizationId, endpointId, mac }) {
      const hash = Buffer.from(mac.buffer, mac.byteOffset, mac.byteLength).readBigInt64BE(0);
      const found = find.get(endpointId, hash, mac);
      if (found !== undefined) return { lineId: found.id, isWaiting: true };
      const made = insert.get(organizationId, endpointId, hash, mac);
      if (made === undefined) throw new Error("a line was not made");
      return { lineId: made.id, isWaiting: false };
    },
    leave({ endpointId, id }, lineId) {
      takeOut.run(endpointId, id);
      const first = firstOf.get(lineId);
      if (first === undefined) remove.run(lineId);
      if (first?.isWaiting !== 1) return false;
      release.run(first.endpointId, first.id);
      return true;
    },
  };
}
