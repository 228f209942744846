import type { MasterKeyState, WrappedKeyCount, WrappedKeyRow } from "../keys/master-key-rows.ts";
import { lockOrganizations } from "./locks.ts";
import type { Operation } from "./operation.ts";
import { prepareRows } from "./prepare-rows.ts";
import { prepare } from "./query.ts";
import type { Transaction } from "./query.ts";
import type { Step } from "./step.ts";

const STATE =
  "SELECT master_key_fingerprint AS fingerprint, next_master_key_fingerprint AS next FROM meta WHERE id = 1";

const readState = prepare<MasterKeyState>(STATE);
const holdState = prepare<MasterKeyState>(`${STATE} FOR SHARE`);
const lockState = prepare<MasterKeyState>(`${STATE} FOR UPDATE`);

/** @throws Error where no gateway has ever started on the database. */
export const readMasterKeyState: Operation<"readMasterKeyState"> = async (transaction) => {
  const state = await readState.get(transaction);
  if (state === undefined) throw new Error("the database knows no master key");
  return state;
};

/** Whether keys may still be wrapped by the master keys of these fingerprints; where they may, until this transaction ends. */
export async function areMasterKeysInForce(
  transaction: Transaction,
  fingerprints: readonly Uint8Array[],
): Promise<boolean> {
  if (fingerprints.length === 0) return true;
  // Held, because a rotation that ended between this and the COMMIT would leave a key that nothing opens.
  const state = await holdState.get(transaction);
  const inForce = [state?.fingerprint, state?.next].filter((known) => known instanceof Uint8Array);
  return fingerprints.every((fingerprint) =>
    inForce.some((known) => Buffer.compare(known, fingerprint) === 0),
  );
}

/** Every wrapped key that is there; a destroyed one is empty. */
const WRAPPED_KEYS = `(
  SELECT 'data_keys' AS "table", id, organization_id AS "organizationId", wrapped_key AS wrapped,
    wrapped_by AS "wrappedBy"
  FROM data_keys WHERE destroyed_at IS NULL
  UNION ALL
  SELECT 'organizations', id, id, wrapped_hash_key, hash_key_wrapped_by FROM organizations) AS wrapped_keys`;

const list = prepare<WrappedKeyRow>(`SELECT * FROM ${WRAPPED_KEYS} WHERE "wrappedBy" = $1 LIMIT $2`);

export const listWrappedKeys: Operation<"listWrappedKeys"> = (transaction, wrappedBy, limit) =>
  list.all(transaction, wrappedBy, limit);

const count = prepare<WrappedKeyCount>(
  `SELECT "organizationId", count(*) AS count FROM ${WRAPPED_KEYS} WHERE "wrappedBy" = $1 GROUP BY 1 ORDER BY 1`,
);

export const countWrappedKeys: Operation<"countWrappedKeys"> = (transaction, wrappedBy) =>
  count.all(transaction, wrappedBy);

type Rewrapping = Pick<WrappedKeyRow, "id" | "wrapped" | "wrappedBy"> & { readonly from: Uint8Array };

const REWRAPPING = { id: "bigint", wrapped: "bytea", wrappedBy: "bytea", from: "bytea" } as const;
const rewrapHashKeys = prepareRows<Rewrapping>(
  REWRAPPING,
  (rows) => `
    UPDATE organizations o SET wrapped_hash_key = r.wrapped, hash_key_wrapped_by = r.wrapped_by
    FROM ${rows} AS r (id, wrapped, wrapped_by, before) WHERE o.id = r.id AND o.hash_key_wrapped_by = r.before`,
);
// Two gateways may carry on one rotation.
const lockDataKeys = prepare(
  "SELECT 1 FROM data_keys WHERE id = ANY($1::bigint[]) ORDER BY id FOR NO KEY UPDATE",
);
const rewrapDataKeys = prepareRows<Rewrapping>(
  REWRAPPING,
  (rows) => `
    UPDATE data_keys k SET wrapped_key = r.wrapped, wrapped_by = r.wrapped_by
    FROM ${rows} AS r (id, wrapped, wrapped_by, before)
    WHERE k.id = r.id AND k.wrapped_by = r.before AND k.destroyed_at IS NULL`,
);

export const rewrapKeys: Operation<"rewrapKeys"> = async (transaction, from, rows) => {
  const ofTable = (table: WrappedKeyRow["table"]): readonly Rewrapping[] =>
    rows.filter((row) => row.table === table).map((row) => ({ ...row, from }));
  const [hashKeys, dataKeys] = [ofTable("organizations"), ofTable("data_keys")];
  await lockOrganizations(
    transaction,
    hashKeys.map(({ id }) => id),
  );
  await rewrapHashKeys(transaction, hashKeys);
  await lockDataKeys.run(
    transaction,
    dataKeys.map(({ id }) => id),
  );
  await rewrapDataKeys(transaction, dataKeys);
};

const begin = prepare(
  `UPDATE meta SET next_master_key_fingerprint = $2
   WHERE master_key_fingerprint = $1 AND next_master_key_fingerprint IS NULL`,
);

/** Refused where another rotation is under way, or `from` is not the present key. */
export const beginMasterKeyRotationStep: Step<"begin_master_key_rotation"> = async (
  transaction,
  { from, to },
) => ((await begin.run(transaction, from, to)) === 1 ? { result: null } : { refused: "not_allowed" });

const findLeft = prepare(`SELECT 1 FROM ${WRAPPED_KEYS} WHERE "wrappedBy" = $1 LIMIT 1`);
const finish = prepare(
  `UPDATE meta SET master_key_fingerprint = $2, next_master_key_fingerprint = NULL
   WHERE master_key_fingerprint = $1 AND next_master_key_fingerprint = $2`,
);

/** Refused while the older key still wraps anything. */
export const finishMasterKeyRotationStep: Step<"finish_master_key_rotation"> = async (
  transaction,
  { from, to },
) => {
  // Waits for those who are about to store a key, so that the look after it misses none.
  await lockState.get(transaction);
  if ((await findLeft.get(transaction, from)) !== undefined) return { refused: "not_allowed" };
  return (await finish.run(transaction, from, to)) === 1 ? { result: null } : { refused: "not_allowed" };
};
