const ISO_TIME =
  /^(\d{4})-(\d{2})-(\d{2})T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.(\d{1,3}))?(Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/**
 * The milliseconds since 1970 of a full ISO 8601 date, time and zone, such as `2026-12-01T00:00:00Z`; undefined for
 * anything else, also for days that no calendar has.
 */
export function parseIsoTime(text: string): number | undefined {
  const match = ISO_TIME.exec(text);
  if (match === null) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const midnight = new Date(Date.UTC(year, month - 1, day));
  const isRealDay = midnight.getUTCMonth() === month - 1 && midnight.getUTCDate() === day;
  return isRealDay ? Date.parse(text) : undefined;
}
