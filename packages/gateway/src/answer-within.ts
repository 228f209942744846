/**
 * A request that needs a database on another machine is answered within two seconds, and be it that the database does not
 * answer. The rest of the two seconds is for the gateway's own part, on a busy machine as well.
 */
export const ANSWER_WITHIN_MS = 1500;
