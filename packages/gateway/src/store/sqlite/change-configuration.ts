import type { EndpointRow, OrganizationRow, SchemeRow, SourceRow } from "../configuration-rows.ts";
import { isAsExpected } from "../configure/is-as-expected.ts";
import type { Step } from "./change.ts";
import type { Database, Value } from "./driver.ts";
import { masterKeyInForce } from "./master-keys.ts";
import { prepare } from "./query.ts";

export function changeConfigurationStep(database: Database): Step<"configuration"> {
  const versions = prepare<OrganizationRow>(
    database,
    "SELECT id, name, config_version AS configVersion FROM organizations",
  );
  const addOrganization = prepare(
    database,
    `INSERT INTO organizations (id, name, config_version, wrapped_hash_key, hash_key_wrapped_by, managed_by)
     VALUES (?, ?, 1, ?, ?, ?)`,
  );
  const isInForce = masterKeyInForce(database);
  const raiseVersion = prepare(
    database,
    "UPDATE organizations SET config_version = config_version + 1 WHERE id = ?",
  );
  const putScheme = prepare(
    database,
    `INSERT INTO schemes (id, organization_id, name, definition, data_key_id, managed_by, disabled_reason, version,
       created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET definition = excluded.definition, data_key_id = excluded.data_key_id,
       managed_by = excluded.managed_by, disabled_reason = excluded.disabled_reason, version = excluded.version`,
  );
  const deleteScheme = prepare(database, "DELETE FROM schemes WHERE id = ?");
  const putSource = prepare(
    database,
    `INSERT INTO sources (id, organization_id, name, scheme, definition, data_key_id, managed_by, disabled_reason,
       version, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET scheme = excluded.scheme, definition = excluded.definition,
       data_key_id = excluded.data_key_id, managed_by = excluded.managed_by,
       disabled_reason = excluded.disabled_reason, version = excluded.version`,
  );
  const putCaller = prepare(
    database,
    `INSERT INTO callers (id, organization_id, source_id, name, definition, data_key_id, disabled_reason)
     VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET definition = excluded.definition, data_key_id = excluded.data_key_id,
       disabled_reason = excluded.disabled_reason`,
  );
  const putEndpoint = prepare(
    database,
    `INSERT INTO endpoints (id, organization_id, name, scheme, concurrency, definition, data_key_id, managed_by,
       disabled_reason, version, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET scheme = excluded.scheme, concurrency = excluded.concurrency,
       definition = excluded.definition, data_key_id = excluded.data_key_id, managed_by = excluded.managed_by,
       disabled_reason = excluded.disabled_reason, version = excluded.version`,
  );
  const addEndpointState = prepare(
    database,
    // A changed entry may be the remedy: what held the old one back is forgotten.
    `INSERT INTO endpoint_state (endpoint_id, organization_id) VALUES (?, ?)
     ON CONFLICT DO UPDATE SET circuit_open_until = NULL, consecutive_failures = 0, circuit_pauses = 0,
       token_due_at = NULL`,
  );
  const putSecret = prepare(
    database,
    `INSERT INTO secrets (id, organization_id, owner_kind, owner_id, name, position, value, data_key_id, state,
       created_at, not_before, not_after) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET position = excluded.position, state = excluded.state,
       not_before = excluded.not_before, not_after = excluded.not_after`,
  );
  const revokeSecret = prepare(database, "UPDATE secrets SET state = 'revoked', value = NULL WHERE id = ?");

  return (change) => {
    if (!isAsExpected(versions.all(), change.expected)) return { refused: "outdated" };
    // Its key was wrapped under a master key that has just been replaced: to be planned anew.
    if (!change.addedOrganizations.every(({ hashKey }) => isInForce(hashKey.wrappedBy))) {
      return { refused: "outdated" };
    }
    for (const { id, name, hashKey, managedBy } of change.addedOrganizations) {
      addOrganization.run(id, name, hashKey.wrapped, hashKey.wrappedBy, managedBy);
    }
    for (const id of change.raisedOrganizations) raiseVersion.run(id);
    for (const id of change.deletedSchemes) deleteScheme.run(id);
    for (const row of change.schemes) putScheme.run(...schemeValues(row));
    for (const row of change.sources) putSource.run(...sourceValues(row));
    for (const row of change.callers) {
      const { id, organizationId, sourceId, name, definition, dataKeyId, disabledReason } = row;
      putCaller.run(id, organizationId, sourceId, name, definition, dataKeyId, disabledReason);
    }
    for (const row of change.endpoints) {
      putEndpoint.run(...endpointValues(row));
      addEndpointState.run(row.id, row.organizationId);
    }
    // First, because a new version takes over the name of the one it revokes.
    for (const id of change.revokedSecrets) revokeSecret.run(id);
    for (const row of change.secrets) {
      putSecret.run(
        row.id,
        row.organizationId,
        row.ownerKind,
        row.ownerId,
        row.name,
        row.position,
        row.value,
        row.dataKeyId,
        row.state,
        row.createdAt,
        row.notBefore,
        row.notAfter,
      );
    }
    return { result: null };
  };
}

function schemeValues(row: SchemeRow): readonly Value[] {
  const { id, organizationId, name, definition, dataKeyId } = row;
  const { managedBy, disabledReason, version, createdAt } = row;
  return [id, organizationId, name, definition, dataKeyId, managedBy, disabledReason, version, createdAt];
}

function sourceValues(row: SourceRow): readonly Value[] {
  const { id, organizationId, name, scheme, definition, dataKeyId } = row;
  const { managedBy, disabledReason, version, createdAt } = row;
  const defined = [id, organizationId, name, scheme, definition, dataKeyId];
  return [...defined, managedBy, disabledReason, version, createdAt];
}

function endpointValues(row: EndpointRow): readonly Value[] {
  const { id, organizationId, name, scheme, concurrency, definition, dataKeyId } = row;
  const { managedBy, disabledReason, version, createdAt } = row;
  const defined = [id, organizationId, name, scheme, concurrency, definition, dataKeyId];
  return [...defined, managedBy, disabledReason, version, createdAt];
}
