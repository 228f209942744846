import type { WrappedKeyCount, WrappedKeyRow } from "../keys/master-key-rows.ts";
import type { MasterKeyState } from "../keys/master-key-rows.ts";
import type { Step } from "./change.ts";
import type { Database } from "./driver.ts";
import type { Operation } from "./operations.ts";
import { prepare } from "./query.ts";

/** Whether keys may still be wrapped by the master key of this fingerprint. */
export function masterKeyInForce(database: Database): (fingerprint: Uint8Array) => boolean {
  const find = prepare(
    database,
    "SELECT 1 FROM meta WHERE id = 1 AND (master_key_fingerprint = ?1 OR next_master_key_fingerprint = ?1)",
  );
  return (fingerprint) => find.get(fingerprint) !== undefined;
}

/** Every wrapped key that is there; a destroyed one is empty. */
const WRAPPED_KEYS = `
  SELECT 'data_keys' AS "table", id, organization_id AS organizationId, wrapped_key AS wrapped, wrapped_by AS wrappedBy
  FROM data_keys WHERE destroyed_at IS NULL
  UNION ALL
  SELECT 'organizations', id, id, wrapped_hash_key, hash_key_wrapped_by FROM organizations`;

export function readMasterKeyStateOperation(database: Database): Operation<"readMasterKeyState"> {
  const read = masterKeyState(database);
  return () => read();
}

function masterKeyState(database: Database): () => MasterKeyState {
  const read = prepare<MasterKeyState>(
    database,
    "SELECT master_key_fingerprint AS fingerprint, next_master_key_fingerprint AS next FROM meta WHERE id = 1",
  );
  return () => {
    const state = read.get();
    if (state === undefined) throw new Error("the database knows no master key");
    return state;
  };
}

export function listWrappedKeysOperation(database: Database): Operation<"listWrappedKeys"> {
  const list = prepare<WrappedKeyRow>(
    database,
    `SELECT * FROM (${WRAPPED_KEYS}) WHERE wrappedBy = ? LIMIT ?`,
  );
  return (wrappedBy, limit) => list.all(wrappedBy, limit);
}

export function countWrappedKeysOperation(database: Database): Operation<"countWrappedKeys"> {
  const count = prepare<WrappedKeyCount>(
    database,
    `SELECT organizationId, count(*) AS count FROM (${WRAPPED_KEYS}) WHERE wrappedBy = ? GROUP BY 1 ORDER BY 1`,
  );
  return (wrappedBy) => count.all(wrappedBy);
}

export function rewrapKeysOperation(database: Database): Operation<"rewrapKeys"> {
  const statements = {
    data_keys: prepare(
      database,
      `UPDATE data_keys SET wrapped_key = ?, wrapped_by = ?
       WHERE id = ? AND wrapped_by = ? AND destroyed_at IS NULL`,
    ),
    organizations: prepare(
      database,
      "UPDATE organizations SET wrapped_hash_key = ?, hash_key_wrapped_by = ? WHERE id = ? AND hash_key_wrapped_by = ?",
    ),
  };
  return (from, rows) => {
    for (const row of rows) statements[row.table].run(row.wrapped, row.wrappedBy, row.id, from);
  };
}

/** Refused where another rotation is under way, or `from` is not the present key. */
export function beginMasterKeyRotationStep(database: Database): Step<"begin_master_key_rotation"> {
  const begin = prepare(
    database,
    `UPDATE meta SET next_master_key_fingerprint = ?2
     WHERE master_key_fingerprint = ?1 AND next_master_key_fingerprint IS NULL`,
  );
  return ({ from, to }) => (begin.run(from, to) === 1 ? { result: null } : { refused: "not_allowed" });
}

/** Refused while the older key still wraps anything. */
export function finishMasterKeyRotationStep(database: Database): Step<"finish_master_key_rotation"> {
  const left = prepare(database, `SELECT 1 FROM (${WRAPPED_KEYS}) WHERE wrappedBy = ? LIMIT 1`);
  const finish = prepare(
    database,
    `UPDATE meta SET master_key_fingerprint = ?2, next_master_key_fingerprint = NULL
     WHERE master_key_fingerprint = ?1 AND next_master_key_fingerprint = ?2`,
  );
  return ({ from, to }) => {
    if (left.get(from) !== undefined) return { refused: "not_allowed" };
    return finish.run(from, to) === 1 ? { result: null } : { refused: "not_allowed" };
  };
}
