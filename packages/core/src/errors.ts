import { edgeMisuseCodes } from "./edge-misuse.ts";
import { misuseCodes } from "./misuse.ts";
import { signingMisuseCodes } from "./signing-misuse.ts";

/**
 * Every misuse this package reports by throwing. Codes never change meaning; match on `code`, not on text.
 * A refused request is never here: it is a verdict.
 */
export const errorCodes = { ...misuseCodes, ...signingMisuseCodes, ...edgeMisuseCodes };

/** The code of a misuse. */
export type ErrorCode = keyof typeof errorCodes;
