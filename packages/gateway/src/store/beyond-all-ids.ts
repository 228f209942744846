/** Above every row id and every number of a delivery. */
export const BEYOND_ALL_IDS = Number.MAX_SAFE_INTEGER;
