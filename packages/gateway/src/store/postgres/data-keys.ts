import { GatewayError } from "../../errors.ts";
import type { StoredDataKey, WrappedDataKey } from "../../secrets/data-keys.ts";
import type { WrappedKey } from "../../secrets/master-key-ring.ts";
import { areMasterKeysInForce } from "./master-keys.ts";
import type { Operation } from "./operation.ts";
import { prepare } from "./query.ts";

/** Twice would do for one other gateway; a key that many gateways want to replace at once is full again soon. */
const MAX_TRIES = 10;

const IN_USE = "organization_id = $1 AND purpose = $2 AND week = $3 AND retired_at IS NULL";

// One statement, so that of two gateways the second counts on from what the first has taken.
const take = prepare<WrappedDataKey>(
  `UPDATE data_keys SET sealings_reserved = sealings_reserved + $4
   WHERE ${IN_USE} AND sealings_reserved + $4 <= $5
   RETURNING id, wrapped_key AS wrapped, wrapped_by AS "wrappedBy"`,
);
const retire = prepare(
  `UPDATE data_keys SET retired_at = $6 WHERE ${IN_USE} AND sealings_reserved + $4 > $5`,
);
const insert = prepare(
  `INSERT INTO data_keys (id, organization_id, purpose, week, wrapped_key, wrapped_by, sealings_reserved)
   VALUES ($5, $1, $2, $3, $6, $7, $4)
   ON CONFLICT (organization_id, purpose, week) WHERE retired_at IS NULL DO NOTHING`,
);

export const reserveSealings: Operation<"reserveSealings"> = async (transaction, request) => {
  const { use, candidate, count, limit, now } = request;
  const wanted = [use.organizationId, use.purpose, use.week, count] as const;
  for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
    const taken = await take.get(transaction, ...wanted, limit);
    if (taken !== undefined) return taken;
    if (!(await areMasterKeysInForce(transaction, [candidate.wrappedBy]))) return undefined;
    await retire.run(transaction, ...wanted, limit, now);
    const { id, wrapped, wrappedBy } = candidate;
    if ((await insert.run(transaction, ...wanted, id, wrapped, wrappedBy)) === 1) return candidate;
    // Another gateway put its key there first: that one is to be used.
  }
  throw new GatewayError(
    "store_unavailable",
    "the data key kept being replaced while sealings were taken of it",
  );
};

const readKey = prepare<StoredDataKey>(
  `SELECT id, wrapped_key AS wrapped, wrapped_by AS "wrappedBy", week FROM data_keys
   WHERE organization_id = $1 AND id = $2 AND destroyed_at IS NULL`,
);

export const readDataKey: Operation<"readDataKey"> = (transaction, organizationId, id) =>
  readKey.get(transaction, organizationId, id);

const readHash = prepare<WrappedKey>(
  `SELECT wrapped_hash_key AS wrapped, hash_key_wrapped_by AS "wrappedBy" FROM organizations WHERE id = $1`,
);

export const readHashKey: Operation<"readHashKey"> = (transaction, organizationId) =>
  readHash.get(transaction, organizationId);
