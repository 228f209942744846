import type {
  CallerRow,
  EndpointRow,
  OrganizationRow,
  SchemeRow,
  SecretRow,
  SourceRow,
} from "../configuration-rows.ts";
import type { Database } from "./driver.ts";
import type { Operation } from "./operations.ts";
import { prepare } from "./query.ts";

const DEFINED = "id, organization_id AS organizationId, name, definition, data_key_id AS dataKeyId";
const MANAGED =
  "managed_by AS managedBy, version, created_at AS createdAt, disabled_reason AS disabledReason";

export function readConfigurationOperation(database: Database): Operation<"readConfiguration"> {
  const organizations = prepare<OrganizationRow>(
    database,
    "SELECT id, name, config_version AS configVersion FROM organizations ORDER BY id",
  );
  const schemes = prepare<SchemeRow>(database, `SELECT ${DEFINED}, ${MANAGED} FROM schemes ORDER BY id`);
  const sources = prepare<SourceRow>(
    database,
    `SELECT ${DEFINED}, ${MANAGED}, scheme FROM sources ORDER BY id`,
  );
  const callers = prepare<CallerRow>(
    database,
    `SELECT ${DEFINED}, source_id AS sourceId, disabled_reason AS disabledReason FROM callers ORDER BY id`,
  );
  const endpoints = prepare<EndpointRow>(
    database,
    `SELECT ${DEFINED}, ${MANAGED}, scheme, concurrency FROM endpoints ORDER BY id`,
  );
  const secrets = prepare<SecretRow>(
    database,
    `SELECT id, organization_id AS organizationId, owner_kind AS ownerKind, owner_id AS ownerId, name, position, value,
       data_key_id AS dataKeyId, state, created_at AS createdAt, not_before AS notBefore, not_after AS notAfter
     FROM secrets WHERE state <> 'revoked' ORDER BY owner_kind, owner_id, position`,
  );
  return () => ({
    organizations: organizations.all(),
    schemes: schemes.all(),
    sources: sources.all(),
    callers: callers.all(),
    endpoints: endpoints.all(),
    secrets: secrets.all(),
  });
}
