import type { WeekToSweep } from "./retention-rows.ts";

/** A destroyed key whose blobs are still to be deleted. */
export interface KeyToSweep {
  readonly organizationId: number;
  readonly week: number;
  readonly id: number;
}

/** @param keys ordered by organization and week. */
export function weeksOf(keys: readonly KeyToSweep[]): readonly WeekToSweep[] {
  const weeks: { organizationId: number; week: number; keyIds: number[] }[] = [];
  for (const { organizationId, week, id } of keys) {
    const last = weeks.at(-1);
    if (last?.organizationId === organizationId && last.week === week) last.keyIds.push(id);
    else weeks.push({ organizationId, week, keyIds: [id] });
  }
  return weeks;
}
