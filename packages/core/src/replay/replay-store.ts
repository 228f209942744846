/** What a store says to a reservation. */
export type Reservation = "reserved" | "in_progress" | "done";

/**
 * Remembers which webhooks were handled, so that a repeat is answered without being handled again.
 *
 * What it gives: while a key is reserved or done, nobody else is told `reserved`; a handler that failed gives its
 * key back, so that the sender's next try is handled. What it does not give: exactly once. A handler that outlasts
 * its lease may run twice, and so may one whose process ends after its work and before `complete`.
 *
 * All three may be called at any time by several processes at once, so `reserve` must look and write in one step.
 */
export interface ReplayStore {
  /**
   * Takes a key for a while.
   *
   * @param key At most 165 characters; see `replayKey`.
   * @param leaseMs When the reservation ends by itself, should its owner never come back.
   * @returns `reserved`: it is yours. `in_progress`: somebody else has it. `done`: it was handled.
   */
  reserve(key: string, leaseMs: number): Promise<Reservation> | Reservation;
  /** The key was handled: remembers it for `keepMs`. */
  complete(key: string, keepMs: number): Promise<void> | void;
  /** The key was not handled: forgets the reservation. */
  fail(key: string): Promise<void> | void;
}
