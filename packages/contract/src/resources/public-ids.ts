import * as z from "zod";

/** Ids that sort by time: 48 bits of time, then what tells rows apart, in Crockford's base32. */
export const eventId = z.string().regex(/^evt_[0-9a-hjkmnp-tv-z]{20}$/);
export const deliveryId = z.string().regex(/^dlv_[0-9a-hjkmnp-tv-z]{27}$/);
export const replayId = z.string().regex(/^rpl_[0-9a-hjkmnp-tv-z]{20}$/);
