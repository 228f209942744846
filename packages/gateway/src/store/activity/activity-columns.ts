import { activityMeasures, deliveryTimeColumns } from "./activity-measures.ts";
import type { ActivityMeasure } from "./activity-measures.ts";
import type { ActivityRow } from "./activity-rows.ts";

/** An activity as its row lies in the database. */
export type FlatActivity = Readonly<Record<string, number>>;

const measures = Object.entries(activityMeasures) as readonly (readonly [ActivityMeasure, string])[];

/** The columns that only ever grow, and that several rows are summed by. */
export const countColumns: readonly string[] = [
  ...measures.map(([, column]) => column),
  ...deliveryTimeColumns,
];

/** All columns, the key first. */
export const activityColumns: readonly string[] = [
  "organization_id",
  "subject_id",
  "bucket",
  ...countColumns,
];

export function toFlatActivity(row: ActivityRow): FlatActivity {
  return Object.fromEntries([
    ["organization_id", row.organizationId],
    ["subject_id", row.subjectId],
    ["bucket", row.bucket],
    ...measures.map(([measure, column]) => [column, row[measure]] as const),
    ...deliveryTimeColumns.map((column, index) => [column, row.times[index] ?? 0] as const),
  ]);
}

export function fromFlatActivity(flat: FlatActivity): ActivityRow {
  const at = (column: string): number => flat[column] ?? 0;
  const counts = Object.fromEntries(measures.map(([measure, column]) => [measure, at(column)]));
  return {
    organizationId: at("organization_id"),
    subjectId: at("subject_id"),
    bucket: at("bucket"),
    times: deliveryTimeColumns.map(at),
    // One entry for each measure of the table.
    ...(counts as Record<ActivityMeasure, number>),
  };
}
