import type { QuarantineRoomDocument } from "./configuration.ts";

const MIB = 1024 * 1024;
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * For sources that say nothing: a week, so that a secret that broke on a Friday can be mended on Monday; a thousand, which
 * a person can still look through; and no more of the disk than a few large bodies.
 */
export const quarantineDefaults: QuarantineRoomDocument = {
  maxItems: 1000,
  maxBytes: 64 * MIB,
  maxAgeMs: 7 * DAY_MS,
};
