import {
  activityColumns,
  countColumns,
  fromFlatActivity,
  toFlatActivity,
} from "../activity/activity-columns.ts";
import type { FlatActivity } from "../activity/activity-columns.ts";
import type { Operation } from "./operation.ts";
import { prepareRows } from "./prepare-rows.ts";
import { planEachTime, prepare } from "./query.ts";

const columns = Object.fromEntries(activityColumns.map((column) => [column, "bigint" as const]));

// In one order, because every gateway adds to the same rows every few seconds.
const add = prepareRows<FlatActivity>(
  columns,
  (rows) => `
    INSERT INTO activity (${activityColumns.join(", ")}) SELECT * FROM ${rows} ORDER BY 1, 3, 2
    ON CONFLICT (organization_id, bucket, subject_id) DO UPDATE SET
      ${countColumns.map((column) => `${column} = activity.${column} + excluded.${column}`).join(", ")}`,
);

export const addActivity: Operation<"addActivity"> = async (transaction, rows) => {
  await add(transaction, rows.map(toFlatActivity));
};

const read = planEachTime<FlatActivity>(
  `SELECT organization_id, subject_id, $2 + (bucket - $2) / $3 * $3 AS bucket,
     ${countColumns.map((column) => `sum(${column})::bigint AS ${column}`).join(", ")}
   FROM activity WHERE organization_id = $1::bigint AND bucket >= $2::bigint
   GROUP BY 1, 3, 2 ORDER BY 3, 2`.replaceAll("$3", "$3::bigint"),
);

export const readActivity: Operation<"readActivity"> = async (
  transaction,
  { organizationId, fromBucket, bucketsPerRow },
) => (await read.all(transaction, organizationId, fromBucket, bucketsPerRow)).map(fromFlatActivity);

const purge = prepare("DELETE FROM activity WHERE bucket < $1");

export const purgeActivity: Operation<"purgeActivity"> = async (transaction, beforeBucket) => {
  await purge.run(transaction, beforeBucket);
};
