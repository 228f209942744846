import type {
  CallerRow,
  EndpointRow,
  NewOrganization,
  SchemeRow,
  SecretRow,
  SourceRow,
} from "../configuration-rows.ts";
import { isAsExpected } from "../configure/is-as-expected.ts";
import { areMasterKeysInForce } from "./master-keys.ts";
import { readOrganizations } from "./organizations.ts";
import { prepareRows } from "./prepare-rows.ts";
import { prepare } from "./query.ts";
import type { Step } from "./step.ts";

type OrganizationToAdd = Pick<NewOrganization, "id" | "name" | "managedBy"> & NewOrganization["hashKey"];

const addOrganizations = prepareRows<OrganizationToAdd>(
  { id: "bigint", name: "text", wrapped: "bytea", wrappedBy: "bytea", managedBy: "text" },
  (rows) => `
    INSERT INTO organizations (id, config_version, name, wrapped_hash_key, hash_key_wrapped_by, managed_by)
    SELECT id, 1, name, wrapped, wrapped_by, managed_by
    FROM ${rows} AS o (id, name, wrapped, wrapped_by, managed_by)`,
);
const raiseVersions = prepare(
  "UPDATE organizations SET config_version = config_version + 1 WHERE id = ANY($1::bigint[])",
);
const putSchemes = prepareRows<SchemeRow>(
  {
    id: "bigint",
    organizationId: "bigint",
    name: "text",
    definition: "bytea",
    dataKeyId: "bigint",
    managedBy: "text",
    disabledReason: "text",
    version: "bigint",
    createdAt: "bigint",
  },
  (rows) => `
    INSERT INTO schemes (id, organization_id, name, definition, data_key_id, managed_by, disabled_reason, version,
      created_at) SELECT * FROM ${rows}
    ON CONFLICT (id) DO UPDATE SET definition = excluded.definition, data_key_id = excluded.data_key_id,
      managed_by = excluded.managed_by, disabled_reason = excluded.disabled_reason, version = excluded.version`,
);
const deleteSchemes = prepare("DELETE FROM schemes WHERE id = ANY($1::bigint[])");
const putSources = prepareRows<SourceRow>(
  {
    id: "bigint",
    organizationId: "bigint",
    name: "text",
    scheme: "text",
    definition: "bytea",
    dataKeyId: "bigint",
    managedBy: "text",
    disabledReason: "text",
    version: "bigint",
    createdAt: "bigint",
  },
  (rows) => `
    INSERT INTO sources (id, organization_id, name, scheme, definition, data_key_id, managed_by, disabled_reason,
      version, created_at) SELECT * FROM ${rows}
    ON CONFLICT (id) DO UPDATE SET scheme = excluded.scheme, definition = excluded.definition,
      data_key_id = excluded.data_key_id, managed_by = excluded.managed_by,
      disabled_reason = excluded.disabled_reason, version = excluded.version`,
);
const putCallers = prepareRows<CallerRow>(
  {
    id: "bigint",
    organizationId: "bigint",
    sourceId: "bigint",
    name: "text",
    definition: "bytea",
    dataKeyId: "bigint",
    disabledReason: "text",
  },
  (rows) => `
    INSERT INTO callers (id, organization_id, source_id, name, definition, data_key_id, disabled_reason)
    SELECT * FROM ${rows}
    ON CONFLICT (id) DO UPDATE SET definition = excluded.definition, data_key_id = excluded.data_key_id,
      disabled_reason = excluded.disabled_reason`,
);
const putEndpoints = prepareRows<EndpointRow>(
  {
    id: "bigint",
    organizationId: "bigint",
    name: "text",
    scheme: "text",
    concurrency: "bigint",
    definition: "bytea",
    dataKeyId: "bigint",
    managedBy: "text",
    disabledReason: "text",
    version: "bigint",
    createdAt: "bigint",
  },
  (rows) => `
    INSERT INTO endpoints (id, organization_id, name, scheme, concurrency, definition, data_key_id, managed_by,
      disabled_reason, version, created_at) SELECT * FROM ${rows}
    ON CONFLICT (id) DO UPDATE SET scheme = excluded.scheme, concurrency = excluded.concurrency,
      definition = excluded.definition, data_key_id = excluded.data_key_id, managed_by = excluded.managed_by,
      disabled_reason = excluded.disabled_reason, version = excluded.version`,
);
// A changed entry may be the remedy: what held the old one back is forgotten.
const addEndpointStates = prepareRows<EndpointRow>(
  { id: "bigint", organizationId: "bigint" },
  (rows) => `
    INSERT INTO endpoint_state (endpoint_id, organization_id) SELECT * FROM ${rows}
    ON CONFLICT (endpoint_id) DO UPDATE SET circuit_open_until = NULL, consecutive_failures = 0, circuit_pauses = 0,
      token_due_at = NULL`,
);
const putSecrets = prepareRows<SecretRow>(
  {
    id: "bigint",
    organizationId: "bigint",
    ownerKind: "text",
    ownerId: "bigint",
    name: "text",
    position: "bigint",
    value: "bytea",
    dataKeyId: "bigint",
    state: "text",
    createdAt: "bigint",
    notBefore: "bigint",
    notAfter: "bigint",
  },
  (rows) => `
    INSERT INTO secrets (id, organization_id, owner_kind, owner_id, name, position, value, data_key_id, state,
      created_at, not_before, not_after) SELECT * FROM ${rows}
    ON CONFLICT (id) DO UPDATE SET position = excluded.position, state = excluded.state,
      not_before = excluded.not_before, not_after = excluded.not_after`,
);
const revokeSecrets = prepare(
  "UPDATE secrets SET state = 'revoked', value = NULL WHERE id = ANY($1::bigint[])",
);

/** The caller holds the lock of the configuration, so that what it was planned on stays as it is. */
export const changeConfigurationStep: Step<"configuration"> = async (transaction, change) => {
  if (!isAsExpected(await readOrganizations(transaction), change.expected)) return { refused: "outdated" };
  const added = change.addedOrganizations.map(({ hashKey, ...organization }) => ({
    ...organization,
    ...hashKey,
  }));
  // Its key was wrapped under a master key that has just been replaced: to be planned anew.
  const wrappedBy = added.map((organization) => organization.wrappedBy);
  if (!(await areMasterKeysInForce(transaction, wrappedBy))) return { refused: "outdated" };
  await addOrganizations(transaction, added);
  if (change.raisedOrganizations.length > 0) await raiseVersions.run(transaction, change.raisedOrganizations);
  if (change.deletedSchemes.length > 0) await deleteSchemes.run(transaction, change.deletedSchemes);
  await putSchemes(transaction, change.schemes);
  await putSources(transaction, change.sources);
  await putCallers(transaction, change.callers);
  await putEndpoints(transaction, change.endpoints);
  await addEndpointStates(transaction, change.endpoints);
  // First, because a new version takes over the name of the one it revokes.
  if (change.revokedSecrets.length > 0) await revokeSecrets.run(transaction, change.revokedSecrets);
  await putSecrets(transaction, change.secrets);
  return { result: null };
};
