import type { CircuitDocument } from "./configuration.ts";

/**
 * For endpoints that say nothing. Ten failures in a row are more than one bad event with its quick retries makes; 30 s is
 * about a restart, and after 10 minutes an outage has been noticed but a recovery should be seen soon.
 */
export const circuitDefaults: CircuitDocument = { failures: 10, pauseMs: 30_000, maxPauseMs: 600_000 };
