import type { LegalHoldRow } from "../../retention/retention-rows.ts";
import type { Step } from "../change.ts";
import type { Database } from "../driver.ts";
import type { Operation } from "../operations.ts";
import { prepare } from "../query.ts";

export function addLegalHoldStep(database: Database): Step<"add_legal_hold"> {
  const insert = prepare(
    database,
    `INSERT INTO legal_holds (id, organization_id, source_id, event_id, sealed_reason, data_key_id, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  return ({ id, organizationId, sourceId, eventId, sealedReason, dataKeyId, createdAt }) => {
    insert.run(id, organizationId, sourceId, eventId, sealedReason, dataKeyId, createdAt);
    return { result: null };
  };
}

export function releaseLegalHoldStep(database: Database): Step<"release_legal_hold"> {
  const release = prepare(
    database,
    "UPDATE legal_holds SET released_at = ? WHERE id = ? AND organization_id = ? AND released_at IS NULL",
  );
  return ({ id, organizationId, now }) =>
    release.run(now, id, organizationId) === 1 ? { result: null } : { refused: "not_found" };
}

export function listLegalHoldsOperation(database: Database): Operation<"listLegalHolds"> {
  const list = prepare<LegalHoldRow>(
    database,
    `SELECT h.id, h.organization_id AS organizationId, h.source_id AS sourceId, h.event_id AS eventId,
       e.received_at AS eventReceivedAt, h.sealed_reason AS sealedReason, h.data_key_id AS dataKeyId,
       h.created_at AS createdAt, h.released_at AS releasedAt
     FROM legal_holds h LEFT JOIN events e ON e.id = h.event_id WHERE h.organization_id = ? ORDER BY h.id DESC`,
  );
  return (organizationId) => list.all(organizationId);
}
