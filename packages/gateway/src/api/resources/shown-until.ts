import { isoTime } from "../iso-time.ts";

/** Time to look something up, and too short to be forgotten on a screen. */
const REVEALED_MS = 5 * 60_000;

/** Until when a screen may show what is revealed now. */
export function shownUntil(nowMs: number): string {
  return isoTime(nowMs + REVEALED_MS);
}
