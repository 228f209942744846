import type { StoredDataKey, WrappedDataKey } from "../../secrets/data-keys.ts";
import type { WrappedKey } from "../../secrets/master-key-ring.ts";
import type { Database } from "./driver.ts";
import { masterKeyInForce } from "./master-keys.ts";
import type { Operation } from "./operations.ts";
import { prepare } from "./query.ts";

interface KeyInUse extends WrappedDataKey {
  readonly reserved: number;
}

export function reserveSealingsOperation(database: Database): Operation<"reserveSealings"> {
  const inUse = prepare<KeyInUse>(
    database,
    `SELECT id, wrapped_key AS wrapped, wrapped_by AS wrappedBy, sealings_reserved AS reserved FROM data_keys
     WHERE organization_id = ? AND purpose = ? AND week = ? AND retired_at IS NULL`,
  );
  const take = prepare(
    database,
    "UPDATE data_keys SET sealings_reserved = sealings_reserved + ? WHERE id = ?",
  );
  const retire = prepare(database, "UPDATE data_keys SET retired_at = ? WHERE id = ?");
  const insert = prepare(
    database,
    `INSERT INTO data_keys (id, organization_id, purpose, week, wrapped_key, wrapped_by, sealings_reserved)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const isInForce = masterKeyInForce(database);
  return ({ use, candidate, count, limit, now }) => {
    const { organizationId, purpose, week } = use;
    const present = inUse.get(organizationId, purpose, week);
    if (present !== undefined && present.reserved + count <= limit) {
      take.run(count, present.id);
      return { id: present.id, wrapped: present.wrapped, wrappedBy: present.wrappedBy };
    }
    if (!isInForce(candidate.wrappedBy)) return undefined;
    if (present !== undefined) retire.run(now, present.id);
    insert.run(candidate.id, organizationId, purpose, week, candidate.wrapped, candidate.wrappedBy, count);
    return candidate;
  };
}

export function readDataKeyOperation(database: Database): Operation<"readDataKey"> {
  const read = prepare<StoredDataKey>(
    database,
    `SELECT id, wrapped_key AS wrapped, wrapped_by AS wrappedBy, week FROM data_keys
     WHERE organization_id = ? AND id = ? AND destroyed_at IS NULL`,
  );
  return (organizationId, id) => read.get(organizationId, id);
}

export function readHashKeyOperation(database: Database): Operation<"readHashKey"> {
  const read = prepare<WrappedKey>(
    database,
    "SELECT wrapped_hash_key AS wrapped, hash_key_wrapped_by AS wrappedBy FROM organizations WHERE id = ?",
  );
  return (organizationId) => read.get(organizationId);
}
