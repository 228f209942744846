const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** From this far on a date says more than a distance. */
const MAX_RELATIVE_DAYS = 60;

const units = [
  { name: "d", ms: DAY_MS },
  { name: "h", ms: HOUR_MS },
  { name: "min", ms: MINUTE_MS },
  { name: "s", ms: SECOND_MS },
] as const;

/** `4 min ago`, `in 2 h`, `now`; the date where it is long ago or far ahead. */
export function formatRelative(at: Date, now: Date): string {
  const distanceMs = at.getTime() - now.getTime();
  const size = Math.abs(distanceMs);
  if (size < SECOND_MS) return "now";
  if (size > MAX_RELATIVE_DAYS * DAY_MS) return at.toISOString().slice(0, "2026-11-02".length);
  const unit = units.find(({ ms }) => size >= ms) ?? units[3];
  const count = `${Math.floor(size / unit.ms)} ${unit.name}`;
  return distanceMs < 0 ? `${count} ago` : `in ${count}`;
}

/** `2026-11-02 14:33:02.118 UTC`. */
export function formatUtc(at: Date): string {
  return `${at.toISOString().replace("T", " ").replace("Z", "")} UTC`;
}

/** `2026-11-02 15:33:02.118 +01:00`: the time of the clock beside the screen, with what it is ahead of UTC. */
export function formatLocal(at: Date): string {
  const aheadMinutes = -at.getTimezoneOffset();
  const shifted = new Date(at.getTime() + aheadMinutes * MINUTE_MS);
  const sign = aheadMinutes < 0 ? "-" : "+";
  const ahead = Math.abs(aheadMinutes);
  const hours = String(Math.floor(ahead / 60)).padStart(2, "0");
  const minutes = String(ahead % 60).padStart(2, "0");
  return `${shifted.toISOString().replace("T", " ").replace("Z", "")} ${sign}${hours}:${minutes}`;
}
