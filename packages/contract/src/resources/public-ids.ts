import * as z from "zod";

/** Ids that sort by time: 48 bits of time, then what tells rows apart, in Crockford's base32. */
export const eventId = z
  .string()
  .regex(/^evt_[0-9a-hjkmnp-tv-z]{20}$/)
  .describe("An event's id, such as evt_01kqxw3p9c7h2m5t8v0a.");
export const deliveryId = z
  .string()
  .regex(/^dlv_[0-9a-hjkmnp-tv-z]{27}$/)
  .describe("A delivery's id, such as dlv_01kqxw3p9c7h2m5t8v0a4n6r1ze.");
export const replayId = z
  .string()
  .regex(/^rpl_[0-9a-hjkmnp-tv-z]{20}$/)
  .describe("A replay's id, such as rpl_01kqxw3p9c7h2m5t8v0a.");
