import { weeksOf } from "../../retention/weeks-to-sweep.ts";
import type { KeyToSweep } from "../../retention/weeks-to-sweep.ts";
import type { DataKeyRow } from "../../retention/retention-rows.ts";
import type { Step } from "../change.ts";
import type { Database } from "../driver.ts";
import type { Operation } from "../operations.ts";
import { prepare } from "../query.ts";
import { holdsInForce } from "./holds-in-force.ts";

/** Makes the keys of a week's payloads empty: nothing opens what they sealed, in no backup of the blobs either. */
export function destroyDataKeysStep(database: Database): Step<"destroy_data_keys"> {
  const destroy = prepare(
    database,
    `UPDATE data_keys SET wrapped_key = x'', destroyed_at = ?1, retired_at = coalesce(retired_at, ?1)
     WHERE organization_id = ?2 AND purpose = 'payload' AND week = ?3 AND destroyed_at IS NULL`,
  );
  const holdsOf = holdsInForce(database);
  return ({ organizationId, week, now }) => {
    if (holdsOf(organizationId).hasAny) return { refused: "held" };
    return destroy.run(now, organizationId, week) > 0 ? { result: null } : { refused: "not_found" };
  };
}

export function listDataKeysOperation(database: Database): Operation<"listDataKeys"> {
  const list = prepare<DataKeyRow>(
    database,
    `SELECT id, week, retired_at AS retiredAt, destroyed_at AS destroyedAt FROM data_keys
     WHERE organization_id = ? AND purpose = 'payload' ORDER BY week DESC, id DESC`,
  );
  return (organizationId) => list.all(organizationId);
}

export function listWeeksToSweepOperation(database: Database): Operation<"listWeeksToSweep"> {
  const list = prepare<KeyToSweep>(
    database,
    `SELECT organization_id AS organizationId, week, id FROM data_keys
     WHERE destroyed_at IS NOT NULL AND is_swept = 0 ORDER BY 1, 2, 3`,
  );
  return () => weeksOf(list.all());
}

export function markSweptOperation(database: Database): Operation<"markSwept"> {
  const mark = prepare(database, "UPDATE data_keys SET is_swept = 1 WHERE id = ? AND organization_id = ?");
  return ({ organizationId, keyIds }) => {
    for (const id of keyIds) mark.run(id, organizationId);
  };
}
