export const HOUR_MS = 3_600_000;

/** A range of event ids, both ends included. */
export interface IdRange {
  readonly first: number;
  readonly last: number;
}
