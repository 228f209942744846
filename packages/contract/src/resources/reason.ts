import * as z from "zod";
import { timestamp } from "../timestamp.ts";

/** Shorter ones say nothing. */
const MIN_REASON_CHARACTERS = 4;
const MAX_REASON_CHARACTERS = 500;

/** Why somebody does something; in the body, because URLs are logged. */
export const reason = z
  .string()
  .min(MIN_REASON_CHARACTERS)
  .max(MAX_REASON_CHARACTERS)
  .describe("Why; kept in the audit log.");

export const reasonBody = z.strictObject({ reason });

/** Until when a screen may show what was revealed; afterwards it is revealed anew, with a reason. */
export const shownUntil = timestamp.describe(
  "Until when a screen may show it: five minutes. Afterwards it is revealed anew, with a reason.",
);
