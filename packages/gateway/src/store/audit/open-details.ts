import type { ConfigurationVault } from "../configure/configuration-vault.ts";
import type { AuditDetails } from "./audit-chain.ts";
import type { AuditRow } from "./audit-rows.ts";

/** What of an entry lies sealed. */
export async function openDetails(vault: ConfigurationVault, row: AuditRow): Promise<AuditDetails> {
  const cell = { table: "audit_entries", column: "sealed_details" } as const;
  const place = { id: row.sequence, organizationId: row.organizationId };
  const sealed = { sealed: row.sealedDetails, dataKeyId: row.dataKeyId };
  // The seal vouches for the shape: only details are ever sealed for this cell.
  return (await vault.open(cell, place, sealed)) as AuditDetails;
}
