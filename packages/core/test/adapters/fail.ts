/** What only the developer may read. */
export const FAILURE = "a patient's name";

/** Fails as a handler might. */
export function fail(): never {
  throw new Error(FAILURE);
}
