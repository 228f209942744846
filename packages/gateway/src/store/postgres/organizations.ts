import type { OrganizationRow } from "../configuration-rows.ts";
import type { Operation } from "./operation.ts";
import { prepare } from "./query.ts";
import type { Transaction } from "./query.ts";

const list = prepare<OrganizationRow>(
  `SELECT id, name, config_version AS "configVersion" FROM organizations ORDER BY id`,
);

/** Every organization, as part of the caller's transaction. */
export function readOrganizations(transaction: Transaction): Promise<readonly OrganizationRow[]> {
  return list.all(transaction);
}

/** The same as a transaction of its own. */
export const listOrganizations: Operation<"listOrganizations"> = (transaction) =>
  transaction.closing(() => readOrganizations(transaction));
