import type { AuditAnchor } from "../../audit/audit-rows.ts";
import { lockOrganizations } from "../locks.ts";
import type { Operation } from "../operation.ts";
import { prepare } from "../query.ts";
import type { Step } from "../step.ts";
import { holdsInForce } from "./holds-in-force.ts";

const remove = prepare("DELETE FROM audit_entries WHERE organization_id = $1 AND sequence <= $2");
const putAnchor = prepare(
  `INSERT INTO audit_anchors (organization_id, sequence, hash, mac) VALUES ($1, $2, $3, $4)
   ON CONFLICT (organization_id) DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash, mac = excluded.mac`,
);
const readAnchor = prepare<AuditAnchor>(
  "SELECT sequence, hash, mac FROM audit_anchors WHERE organization_id = $1",
);

/**
 * Deletes the entries up to the anchor, which takes their place. Kept whole while the organization is under a hold. Where
 * another gateway has deleted some of them, the anchor may be older than the one that is there: it must not go back.
 */
export const purgeAuditStep: Step<"purge_audit"> = async (transaction, { organizationId, anchor, items }) => {
  await lockOrganizations(transaction, [organizationId]);
  if ((await holdsInForce(transaction, organizationId)).isWhole) return { refused: "held" };
  const removed = await remove.run(transaction, organizationId, anchor.sequence);
  if (removed !== items) return { refused: "outdated" };
  await putAnchor.run(transaction, organizationId, anchor.sequence, anchor.hash, anchor.mac);
  return { result: null };
};

export const readAuditAnchor: Operation<"readAuditAnchor"> = (transaction, organizationId) =>
  readAnchor.get(transaction, organizationId);
