import type { ActivityRange, ActivityRow, ActivityRows } from "./activity-rows.ts";
import type { ActivityStore } from "./activity-store.ts";

/** Counts are no secret: they lie in the database as they are. */
export class PlainActivity implements ActivityStore {
  readonly #rows: ActivityRows;

  constructor(rows: ActivityRows) {
    this.#rows = rows;
  }

  async add(rows: readonly ActivityRow[]): Promise<void> {
    if (rows.length > 0) await this.#rows.addActivity(rows);
  }

  read(range: ActivityRange): Promise<readonly ActivityRow[]> {
    return this.#rows.readActivity(range);
  }

  purge(beforeBucket: number): Promise<void> {
    return this.#rows.purgeActivity(beforeBucket);
  }
}
