import {
  activityColumns,
  countColumns,
  fromFlatActivity,
  toFlatActivity,
} from "../activity/activity-columns.ts";
import type { FlatActivity } from "../activity/activity-columns.ts";
import type { Database } from "./driver.ts";
import type { Operation } from "./operations.ts";
import { prepare } from "./query.ts";

export function addActivityOperation(database: Database): Operation<"addActivity"> {
  const values = activityColumns.map((column) => `value ->> '${column}'`);
  const sums = countColumns.map((column) => `${column} = ${column} + excluded.${column}`);
  // `WHERE true` tells SQLite that ON belongs to the conflict, not to a join.
  const add = prepare(
    database,
    `INSERT INTO activity (${activityColumns.join(", ")}) SELECT ${values.join(", ")} FROM json_each(?) WHERE true
     ON CONFLICT (organization_id, bucket, subject_id) DO UPDATE SET ${sums.join(", ")}`,
  );
  return (rows) => {
    add.run(JSON.stringify(rows.map(toFlatActivity)));
  };
}

export function readActivityOperation(database: Database): Operation<"readActivity"> {
  const sums = countColumns.map((column) => `sum(${column}) AS ${column}`);
  const read = prepare<FlatActivity>(
    database,
    `SELECT organization_id, subject_id, ?2 + (bucket - ?2) / ?3 * ?3 AS bucket, ${sums.join(", ")}
     FROM activity WHERE organization_id = ?1 AND bucket >= ?2 GROUP BY 1, 3, 2 ORDER BY 3, 2`,
  );
  return ({ organizationId, fromBucket, bucketsPerRow }) =>
    read.all(organizationId, fromBucket, bucketsPerRow).map(fromFlatActivity);
}

export function purgeActivityOperation(database: Database): Operation<"purgeActivity"> {
  const purge = prepare(database, "DELETE FROM activity WHERE bucket < ?");
  return (beforeBucket) => {
    purge.run(beforeBucket);
  };
}
