import type {
  CallerRow,
  EndpointRow,
  OrganizationRow,
  SchemeRow,
  SecretRow,
  SourceRow,
} from "../configuration-rows.ts";
import type { Operation } from "./operation.ts";

const DEFINED = `id, organization_id AS "organizationId", name, definition, data_key_id AS "dataKeyId"`;
const MANAGED = `managed_by AS "managedBy", version, created_at AS "createdAt", disabled_reason AS "disabledReason"`;

// One moment for all of them: with a moment for each, a change in between would show in some and not in others.
const READ_ALL = `
  SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY;
  SELECT id, name, config_version AS "configVersion" FROM organizations ORDER BY id;
  SELECT ${DEFINED}, ${MANAGED} FROM schemes ORDER BY id;
  SELECT ${DEFINED}, ${MANAGED}, scheme FROM sources ORDER BY id;
  SELECT ${DEFINED}, source_id AS "sourceId", disabled_reason AS "disabledReason" FROM callers ORDER BY id;
  SELECT ${DEFINED}, ${MANAGED}, scheme, concurrency FROM endpoints ORDER BY id;
  SELECT id, organization_id AS "organizationId", owner_kind AS "ownerKind", owner_id AS "ownerId", name, position,
    value, data_key_id AS "dataKeyId", state, created_at AS "createdAt", not_before AS "notBefore",
    not_after AS "notAfter"
  FROM secrets WHERE state <> 'revoked' ORDER BY owner_kind, owner_id, position`;

export const readConfiguration: Operation<"readConfiguration"> = async (transaction) => {
  const [, organizations, schemes, sources, callers, endpoints, secrets] = await transaction.script(READ_ALL);
  // The script has one SELECT list for each of these, in this order.
  return {
    organizations: organizations as readonly OrganizationRow[],
    schemes: schemes as readonly SchemeRow[],
    sources: sources as readonly SourceRow[],
    callers: callers as readonly CallerRow[],
    endpoints: endpoints as readonly EndpointRow[],
    secrets: secrets as readonly SecretRow[],
  };
};
