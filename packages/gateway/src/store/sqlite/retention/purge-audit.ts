import type { AuditAnchor } from "../../audit/audit-rows.ts";
import type { Step } from "../change.ts";
import type { Database } from "../driver.ts";
import type { Operation } from "../operations.ts";
import { prepare } from "../query.ts";
import { holdsInForce } from "./holds-in-force.ts";

/** Deletes the entries up to the anchor, which takes their place. Kept whole while the organization is under a hold. */
export function purgeAuditStep(database: Database): Step<"purge_audit"> {
  const holdsOf = holdsInForce(database);
  const remove = prepare(database, "DELETE FROM audit_entries WHERE organization_id = ? AND sequence <= ?");
  const putAnchor = prepare(
    database,
    "INSERT OR REPLACE INTO audit_anchors (organization_id, sequence, hash, mac) VALUES (?, ?, ?, ?)",
  );
  return ({ organizationId, anchor, items }) => {
    if (holdsOf(organizationId).isWhole) return { refused: "held" };
    if (remove.run(organizationId, anchor.sequence) !== items) return { refused: "outdated" };
    putAnchor.run(organizationId, anchor.sequence, anchor.hash, anchor.mac);
    return { result: null };
  };
}

export function readAuditAnchorOperation(database: Database): Operation<"readAuditAnchor"> {
  const read = prepare<AuditAnchor>(
    database,
    "SELECT sequence, hash, mac FROM audit_anchors WHERE organization_id = ?",
  );
  return (organizationId) => read.get(organizationId);
}
