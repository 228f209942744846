import type { OrganizationRow } from "../configuration-rows.ts";
import type { Database } from "./driver.ts";
import type { Operation } from "./operations.ts";
import { prepare } from "./query.ts";

export function listOrganizationsOperation(database: Database): Operation<"listOrganizations"> {
  const list = prepare<OrganizationRow>(
    database,
    "SELECT id, name, config_version AS configVersion FROM organizations ORDER BY id",
  );
  return () => list.all();
}
