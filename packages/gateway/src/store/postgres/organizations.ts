import type { OrganizationRow } from "../configuration-rows.ts";
import type { Operation } from "./operation.ts";
import { prepare } from "./query.ts";

const list = prepare<OrganizationRow>(
  `SELECT id, name, config_version AS "configVersion" FROM organizations ORDER BY id`,
);

export const listOrganizations: Operation<"listOrganizations"> = (transaction) =>
  transaction.closing(() => list.all(transaction));
