import type { LegalHoldRow } from "../../retention/retention-rows.ts";
import { lockOrganizations } from "../locks.ts";
import type { Operation } from "../operation.ts";
import { prepare } from "../query.ts";
import type { Step } from "../step.ts";

const insert = prepare(
  `INSERT INTO legal_holds (id, organization_id, source_id, event_id, sealed_reason, data_key_id, created_at)
   VALUES ($1, $2, $3, $4, $5, $6, $7)`,
);
const release = prepare(
  `UPDATE legal_holds SET released_at = $1
   WHERE id = $2 AND organization_id = $3 AND released_at IS NULL`,
);
const list = prepare<LegalHoldRow>(
  `SELECT h.id, h.organization_id AS "organizationId", h.source_id AS "sourceId", h.event_id AS "eventId",
     e.received_at AS "eventReceivedAt", h.sealed_reason AS "sealedReason", h.data_key_id AS "dataKeyId",
     h.created_at AS "createdAt", h.released_at AS "releasedAt"
   FROM legal_holds h LEFT JOIN events e ON e.id = h.event_id WHERE h.organization_id = $1 ORDER BY h.id DESC`,
);

/** Waits for a purge of the organization that is under way; the next one sees the hold. */
export const addLegalHoldStep: Step<"add_legal_hold"> = async (transaction, hold) => {
  const { id, organizationId, sourceId, eventId, sealedReason, dataKeyId, createdAt } = hold;
  await lockOrganizations(transaction, [organizationId]);
  const values = [id, organizationId, sourceId, eventId, sealedReason, dataKeyId, createdAt];
  await insert.run(transaction, ...values);
  return { result: null };
};

export const releaseLegalHoldStep: Step<"release_legal_hold"> = async (
  transaction,
  { id, organizationId, now },
) => {
  await lockOrganizations(transaction, [organizationId]);
  const isReleased = (await release.run(transaction, now, id, organizationId)) === 1;
  return isReleased ? { result: null } : { refused: "not_found" };
};

export const listLegalHolds: Operation<"listLegalHolds"> = (transaction, organizationId) =>
  list.all(transaction, organizationId);
