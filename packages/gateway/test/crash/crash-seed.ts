import { randomInt } from "node:crypto";

const MAX_SEED = 2 ** 31;

/**
 * A new seed for each run. `CRASH_SEED=…` plays the choices of a failed run again; where exactly a kill hits the
 * gateway's work stays chance.
 */
export const crashSeed = Number(process.env["CRASH_SEED"] ?? randomInt(MAX_SEED));
