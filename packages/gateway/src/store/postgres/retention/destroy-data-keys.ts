import type { DataKeyRow } from "../../retention/retention-rows.ts";
import { weeksOf } from "../../retention/weeks-to-sweep.ts";
import type { KeyToSweep } from "../../retention/weeks-to-sweep.ts";
import { lockOrganizations } from "../locks.ts";
import { numberList } from "../number-list.ts";
import type { Operation } from "../operation.ts";
import { prepare } from "../query.ts";
import type { Step } from "../step.ts";
import { holdsInForce } from "./holds-in-force.ts";

const OF_WEEK = "organization_id = $1 AND purpose = 'payload' AND week = $2 AND destroyed_at IS NULL";

// Waits for whoever writes what they sealed, and for now keeps others from it: they hold the keys that they write under.
const lockKeys = prepare(`SELECT 1 FROM data_keys WHERE ${OF_WEEK} ORDER BY id FOR UPDATE`);
const destroy = prepare(
  `UPDATE data_keys SET wrapped_key = ''::bytea, destroyed_at = $3, retired_at = coalesce(retired_at, $3)
   WHERE ${OF_WEEK}`,
);
const list = prepare<DataKeyRow>(
  `SELECT id, week, retired_at AS "retiredAt", destroyed_at AS "destroyedAt" FROM data_keys
   WHERE organization_id = $1 AND purpose = 'payload' ORDER BY week DESC, id DESC`,
);
const listToSweep = prepare<KeyToSweep>(
  `SELECT organization_id AS "organizationId", week, id FROM data_keys
   WHERE destroyed_at IS NOT NULL AND NOT is_swept ORDER BY 1, 2, 3`,
);
const mark = prepare(
  "UPDATE data_keys SET is_swept = true WHERE id = ANY($1::bigint[]) AND organization_id = $2",
);

/** Makes the keys of a week's payloads empty: nothing opens what they sealed, in no backup of the blobs either. */
export const destroyDataKeysStep: Step<"destroy_data_keys"> = async (
  transaction,
  { organizationId, week, now },
) => {
  await lockOrganizations(transaction, [organizationId]);
  if ((await holdsInForce(transaction, organizationId)).hasAny) return { refused: "held" };
  await lockKeys.run(transaction, organizationId, week);
  const destroyed = await destroy.run(transaction, organizationId, week, now);
  return destroyed > 0 ? { result: null } : { refused: "not_found" };
};

export const listDataKeys: Operation<"listDataKeys"> = (transaction, organizationId) =>
  list.all(transaction, organizationId);

export const listWeeksToSweep: Operation<"listWeeksToSweep"> = async (transaction) =>
  weeksOf(await listToSweep.all(transaction));

export const markSwept: Operation<"markSwept"> = async (transaction, { organizationId, keyIds }) => {
  await mark.run(transaction, numberList(keyIds), organizationId);
};
